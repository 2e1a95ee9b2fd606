import { FULL_MODULE } from '../onnx/onnx-runtime.js'
import { type Availability, allowScript, unavailable } from './availability.js'
import type { Machine } from './machine.js'

/** Whether ONNX Runtime computes on CUDA here, tried in a process of its own. */
export async function findCuda(machine: Machine): Promise<Availability> {
  if (machine.system !== 'linux-x64') {
    return unavailable(
      `ONNX Runtime for Node.js has CUDA on linux-x64 alone, and this is ${machine.system}`,
      'Use onnx:webgpu',
    )
  }
  const runtime = machine.onnxRuntime()
  if (!runtime.available) return runtime
  if (runtime.module !== FULL_MODULE) {
    return unavailable(
      `ONNX Runtime's CUDA provider is not installed: it comes with ${FULL_MODULE} alone, whose install script downloads it`,
      `npm install ${FULL_MODULE}@1.30; or use onnx:webgpu, which needs no CUDA`,
    )
  }
  if (!machine.list(`${runtime.folder}/bin/napi-v6/linux/x64`).includes('libonnxruntime_providers_cuda.so')) {
    return unavailable(
      `ONNX Runtime's CUDA provider is not installed (libonnxruntime_providers_cuda.so): the install script of ${FULL_MODULE}, which downloads it, did not run`,
      `Let it run: ${allowScript(FULL_MODULE)}. Or use onnx:webgpu, which needs no CUDA`,
    )
  }
  const { worked, output } = await machine.tryProvider('cuda')
  if (worked) return { available: true, device: `${gpuName(machine)}, CUDA` }
  const library = /(lib[\w.+-]+\.so[\w.]*): cannot open shared object file/.exec(output)?.[1]
  if (library !== undefined) {
    return unavailable(
      `a CUDA library is missing: ${library}`,
      'Install CUDA 12 and cuDNN 9, and put their folders into LD_LIBRARY_PATH; or use onnx:webgpu, which needs no CUDA',
    )
  }
  if (/CUDA failure (35|100|999)|no CUDA-capable device|driver version is insufficient/.test(output)) {
    return unavailable(
      'the CUDA provider loads, but sees no NVIDIA GPU that its driver can use',
      'Install or update the NVIDIA driver to one for CUDA 12; in a container, pass the GPU in',
    )
  }
  return unavailable(`CUDA fails: ${output.trim().split('\n').at(-1)}`, 'Use onnx:webgpu or onnx:cpu')
}

/** The first GPU that NVIDIA's driver lists. */
function gpuName(machine: Machine): string {
  const gpus = '/proc/driver/nvidia/gpus'
  const text = machine.read(`${gpus}/${machine.list(gpus)[0]}/information`)
  return /^Model:\s*(.+)$/m.exec(text)?.[1] ?? 'NVIDIA GPU'
}
