import { describe, expect, it } from 'vitest'
import { fakeMachine } from '../../test/fake-machine.js'
import { explainNoGpu, findTensorFlowProblem } from './tensorflow.js'

const module = '@tensorflow/tfjs-node-gpu'
const modules = [module]
const binding = { [`${module}/lib`]: ['napi-v8'], [`${module}/lib/napi-v8`]: ['tfjs_binding.node'] }
const whole = { ...binding, [`${module}/deps/lib`]: ['libtensorflow.so.2', 'libtensorflow_framework.so.2'] }

describe('findTensorFlowProblem', () => {
  it('finds none where everything is in its place', () => {
    expect(findTensorFlowProblem(fakeMachine({ modules, folders: whole }), module)).toBeUndefined()
  })

  it.each([
    ['a module that is not installed', {}, /tfjs-node-gpu is not installed/, /^npm install @tensorflow\/tfjs-node-gpu/],
    [
      'a missing native part',
      { modules },
      /not its native part \(tfjs_binding\.node\)/,
      /npm rebuild.*pnpm set.*allowBuilds/,
    ],
    [
      'a missing libtensorflow',
      { modules, folders: { ...binding, [`${module}/deps/lib`]: ['libtensorflow_framework.so.2'] } },
      /lacks TensorFlow itself \(libtensorflow/,
      /again: npm rebuild/,
    ],
    ['Node.js 23', { modules, folders: whole, node: 23 }, /Node\.js 23 no longer has/, /Node\.js 22 or older/],
  ])('explains %s', (_, machine, reason, advice) => {
    expect(findTensorFlowProblem(fakeMachine(machine), module)).toEqual({
      available: false,
      reason: expect.stringMatching(reason),
      advice: expect.stringMatching(advice),
    })
  })
})

describe('explainNoGpu', () => {
  const libraries =
    'libcuda.so.1 libcudart.so.11.0 libcublas.so.11 libcublasLt.so.11 libcufft.so.10 libcurand.so.10 libcusolver.so.11 libcusparse.so.11'
  it('names the libraries that are missing', () => {
    expect(explainNoGpu(fakeMachine({ libraries: libraries.split(' ') }))).toMatchObject({
      reason: expect.stringMatching(/missing: libcudnn\.so\.8$/),
      advice: expect.stringMatching(/CUDA 11\.2 and cuDNN 8\.1/),
    })
  })

  it('says that the GPU is unknown where none is', () => {
    expect(explainNoGpu(fakeMachine({ libraries: [...libraries.split(' '), 'libcudnn.so.8'] }))).toMatchObject({
      reason: expect.stringMatching(/sees no GPU that it knows/),
    })
  })
})
