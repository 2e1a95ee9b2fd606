import { describe, expect, it, vi } from 'vitest'
import { fakeMachine } from '../test/fake-machine.js'
import { unavailable } from './availability/availability.js'
import { startRuntime } from './runtime.js'

const using = (adapter: string) => ({ worked: true, output: `Using "${adapter}" with driver: "libvulkan.so"` })
const gpu = { '/dev/dri': ['renderD128'] }
const cuda = {
  onnxRuntime: 'onnxruntime-node',
  folders: { ...gpu, 'onnxruntime-node/bin/napi-v6/linux/x64': ['libonnxruntime_providers_cuda.so'] },
}
const [hardware, software] = [using('AMD Radeon RX 7900'), using('llvmpipe (LLVM 19.1, 256 bits)')]
const works = { worked: true, output: '' }
const fails = { worked: false, output: 'CUDA failure 100' }

describe('auto', () => {
  it.each([
    ['CUDA', 'onnx:cuda', { ...cuda, trials: { cuda: works, webgpu: hardware } }],
    ['WebGPU where CUDA fails', 'onnx:webgpu', { ...cuda, trials: { cuda: fails, webgpu: hardware } }],
    ['WebGPU on hardware', 'onnx:webgpu', { folders: gpu, trials: { webgpu: hardware } }],
    [
      'the processor rather than a software adapter, be it allowed or not',
      'onnx:cpu',
      { folders: gpu, trials: { webgpu: software }, environment: { VSC_SOFTWARE_GPU: '1' } },
    ],
    ['the processor where there is nothing else', 'onnx:cpu', {}],
  ])('takes %s', async (_, name, machine) => {
    expect((await startRuntime({}, fakeMachine(machine))).name).toBe(name)
  })
})

describe('without ONNX Runtime', () => {
  const machine = fakeMachine({ onnxRuntime: unavailable('ONNX Runtime is not installed', 'npm install it') })

  it('auto takes TensorFlow.js, and a warning says why and what to install', async () => {
    const warned = vi.spyOn(process, 'emitWarning').mockImplementation(() => {})
    expect((await startRuntime({}, machine)).name).toBe('tfjs:cpu')
    expect(warned.mock.calls.map(([message]) => message)).toEqual([
      'the engine onnx:cpu cannot start: ONNX Runtime is not installed. npm install it. Meanwhile TensorFlow.js computes, many times slower',
    ])
    warned.mockRestore()
  })

  it.each(['onnx', 'onnx:cpu', 'onnx:webgpu', 'onnx:cuda'] as const)('%s is refused', async (name) => {
    await expect(startRuntime({ name }, machine)).rejects.toMatchObject({
      code: 'ENGINE_UNAVAILABLE',
      message: expect.stringContaining('ONNX Runtime is not installed. npm install it'),
    })
  })
})

describe('an engine asked for by name', () => {
  it('runs on a software adapter where that is allowed', async () => {
    const machine = fakeMachine({ trials: { webgpu: software }, environment: { VSC_SOFTWARE_GPU: '1' } })
    expect(await startRuntime({ name: 'onnx:webgpu' }, machine)).toMatchObject({
      name: 'onnx:webgpu',
      device: 'llvmpipe (LLVM 19.1, 256 bits), WebGPU',
    })
  })

  it('is refused with the reason and what to do', async () => {
    const refused = (message: RegExp) => ({ code: 'ENGINE_UNAVAILABLE', message: expect.stringMatching(message) })
    await expect(
      startRuntime({ name: 'onnx:webgpu' }, fakeMachine({ trials: { webgpu: software } })),
    ).rejects.toMatchObject(refused(/^the engine onnx:webgpu cannot start: .*software.*\. Install/))
    await expect(startRuntime({ name: 'onnx:cuda' }, fakeMachine())).rejects.toMatchObject(
      refused(/onnx:cuda.*npm install onnxruntime-node/),
    )
    await expect(startRuntime({ name: 'tfjs:wasm' }, fakeMachine())).rejects.toMatchObject(
      refused(/tfjs:wasm.*npm install/),
    )
  })
})
