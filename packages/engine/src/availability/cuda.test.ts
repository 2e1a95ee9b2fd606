import { describe, expect, it } from 'vitest'
import { fakeMachine } from '../../test/fake-machine.js'
import { unavailable } from './availability.js'
import { findCuda } from './cuda.js'

const installed = {
  onnxRuntime: 'onnxruntime-node',
  folders: { 'onnxruntime-node/bin/napi-v6/linux/x64': ['libonnxruntime.so.1', 'libonnxruntime_providers_cuda.so'] },
}
const trying = (worked: boolean, output = '') => ({ ...installed, trials: { cuda: { worked, output } } })

describe('findCuda', () => {
  it('names the GPU', async () => {
    const gpu = {
      folders: { ...installed.folders, '/proc/driver/nvidia/gpus': ['0000:01:00.0'] },
      files: { '/proc/driver/nvidia/gpus/0000:01:00.0/information': 'Model: \t\t NVIDIA H200\nIRQ:   \t\t 61\n' },
    }
    expect(await findCuda(fakeMachine({ ...trying(true), ...gpu }))).toEqual({
      available: true,
      device: 'NVIDIA H200, CUDA',
    })
    expect(await findCuda(fakeMachine(trying(true)))).toMatchObject({ device: 'NVIDIA GPU, CUDA' })
  })

  it.each([
    ['another system', { system: 'darwin-arm64' }, /linux-x64 alone.*darwin-arm64/, /onnx:webgpu/],
    [
      'a runtime without CUDA',
      {},
      /comes with onnxruntime-node alone/,
      /^npm install onnxruntime-node@1\.30; or use onnx:webgpu/,
    ],
    ['no runtime', { onnxRuntime: unavailable('it is not installed', 'npm install it') }, /^it is/, /^npm install it/],
    [
      'a provider that was not installed',
      { onnxRuntime: 'onnxruntime-node' },
      /libonnxruntime_providers_cuda\.so\).*install script/,
      /npm rebuild onnxruntime-node.*allowBuilds/,
    ],
    [
      'a missing library',
      trying(
        false,
        'Failed to load library libonnxruntime_providers_cuda.so with error: libcublasLt.so.12: cannot open shared object file: No such file or directory',
      ),
      /a CUDA library is missing: libcublasLt\.so\.12$/,
      /CUDA 12 and cuDNN 9.*LD_LIBRARY_PATH/,
    ],
    [
      'a missing GPU',
      trying(false, 'CUDA failure 100: no CUDA-capable device is detected ; GPU=0'),
      /no NVIDIA GPU/,
      /driver.*container/,
    ],
    [
      'an old driver',
      trying(false, 'CUDA failure 35: CUDA driver version is insufficient for CUDA runtime version'),
      /no NVIDIA GPU that its driver can use/,
      /update the NVIDIA driver/,
    ],
    ['anything else', trying(false, 'something\nout of memory\n'), /CUDA fails: out of memory/, /onnx:cpu/],
  ])('explains %s', async (_, machine, reason, advice) => {
    expect(await findCuda(fakeMachine(machine))).toEqual({
      available: false,
      reason: expect.stringMatching(reason),
      advice: expect.stringMatching(advice),
    })
  })
})
