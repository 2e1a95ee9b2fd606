import { join } from 'node:path'
import { allowScript, type Unavailable, unavailable } from './availability.js'
import type { Machine } from './machine.js'

/** The shared libraries that TensorFlow 2.9 computes on an NVIDIA GPU with. */
const cudaLibraries = [
  'libcuda.so.1',
  'libcudart.so.11.0',
  'libcublas.so.11',
  'libcublasLt.so.11',
  'libcufft.so.10',
  'libcurand.so.10',
  'libcusolver.so.11',
  'libcusparse.so.11',
  'libcudnn.so.8',
] as const

type TensorFlowModule = '@tensorflow/tfjs-node' | '@tensorflow/tfjs-node-gpu'

/**
 * Why TensorFlow's binding for Node.js would not load, as far as can be seen from outside. Loading is no way to find out:
 * without its native part the module fails only after it has registered its kernels.
 */
export function findTensorFlowProblem(machine: Machine, module: TensorFlowModule): Unavailable | undefined {
  const instead = 'Or use onnx:cpu, which needs nothing'
  const folder = machine.findModule(module)
  if (folder === undefined) return unavailable(`${module} is not installed`, `npm install ${module}. ${instead}`)
  if (machine.node >= 23) {
    return unavailable(
      `${module} calls functions that Node.js ${machine.node} no longer has (util.isNullOrUndefined)`,
      `Run it under Node.js 22 or older. ${instead}`,
    )
  }
  const lib = join(folder, 'lib')
  if (!machine.list(lib).some((entry) => machine.list(join(lib, entry)).includes('tfjs_binding.node'))) {
    return unavailable(
      `${module} is installed, but not its native part (tfjs_binding.node): its install script, which downloads it, did not run`,
      `Let it run: ${allowScript(module)}. ${instead}`,
    )
  }
  const libraries = machine.list(join(folder, 'deps', 'lib'))
  if (!machine.system.startsWith('win32') && !libraries.some((name) => name.startsWith('libtensorflow.'))) {
    return unavailable(
      `${module} lacks TensorFlow itself (libtensorflow in its deps/lib): the download of its install script did not finish`,
      `Let it run again: ${allowScript(module)}. ${instead}`,
    )
  }
  return undefined
}

/** Why TensorFlow loads and sees no GPU. */
export function explainNoGpu(machine: Machine): Unavailable {
  const missing = machine.system.startsWith('linux') ? cudaLibraries.filter((name) => !machine.hasLibrary(name)) : []
  return missing.length > 0
    ? unavailable(
        `TensorFlow loads, but these libraries of CUDA are missing: ${missing.join(', ')}`,
        'Install the NVIDIA driver, CUDA 11.2 and cuDNN 8.1, and put their folders into LD_LIBRARY_PATH. Or use onnx:webgpu, which needs no CUDA',
      )
    : unavailable(
        'TensorFlow loads with CUDA, but sees no GPU that it knows (it knows those made up to 2022)',
        'Use onnx:cuda or onnx:webgpu',
      )
}
