import { describe, expect, it } from 'vitest'
import { findAmong, findOnnxRuntime } from './onnx-runtime.js'

describe('ONNX Runtime', () => {
  it('is found with its version', () => {
    expect(findOnnxRuntime()).toMatchObject({ available: true, version: expect.stringMatching(/^1\.30\./) })
  })

  it('that is not installed is named, with what to install', () => {
    expect(findAmong(['@vsc/no-such-module'])).toEqual({
      available: false,
      reason: 'ONNX Runtime is not installed (@vsc/no-such-module)',
      advice: expect.stringMatching(
        /^npm install @vsc\/onnxruntime-\w+-\w+; or npm install onnxruntime-node@1\.30 --\S+=skip$/,
      ),
    })
  })

  it('of another version is passed over, and it is said that it is there', () => {
    const other = '@tensorflow/tfjs-core' // a module whose version is not one of ONNX Runtime's
    expect(findAmong([other])).toMatchObject({
      reason: expect.stringMatching(/^@tensorflow\/tfjs-core is 4\.\S+, and .* 1\.30$/),
    })
    expect(findAmong([other, 'onnxruntime-node'])).toMatchObject({ available: true, module: 'onnxruntime-node' })
  })
})
