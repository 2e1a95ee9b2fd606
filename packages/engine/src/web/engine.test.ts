import { describe, expect, it } from 'vitest'
import { createEngine, type EngineName } from './engine.js'

// Node.js has what pages have, but for graphics. test/browser-training.test.ts runs the rest in Chromium.

const inputs = { x: { shape: [3] } }
const cube = {
  inputs,
  body: (_: object, { x }: { x: import('@tensorflow/tfjs-core').Tensor }) => ({ outputs: { y: x.mul(x).mul(x) } }),
}

describe('an engine for pages', () => {
  it('is plain JavaScript where the page brings nothing', async () => {
    const engine = await createEngine()
    expect(engine).toMatchObject({ name: 'tfjs:cpu', device: 'plain JavaScript' })
    const program = await engine.program(cube)
    expect(await program.step({ x: Float32Array.of(1, 2, 3) })).toEqual({ y: Float32Array.of(1, 8, 27) })
    await program.dispose()
  })

  it('is ONNX Runtime where the page brings it and there is no graphics card, traced', async () => {
    let loaded = 0
    const engine = await createEngine({
      backends: { webgl: () => Promise.reject(new Error('not wanted')) },
      onnxRuntime: () => {
        loaded += 1
        return import('onnxruntime-web')
      },
    })
    expect(engine).toMatchObject({ name: 'onnx:wasm', device: 'WebAssembly, 1 thread' })
    expect(loaded).toBe(1)
    const program = await engine.program(cube)
    expect(await program.step({ x: Float32Array.of(1, 2, 3) })).toEqual({ y: Float32Array.of(1, 8, 27) })
    await program.dispose()
    const training = await engine.training({
      parameters: { w: { shape: [2], data: Float32Array.of(1, -2) } },
      inputs: {},
      loss: ({ w }) => ({ loss: w!.square().sum().asScalar() }),
    })
    expect(await training.step({}, { learningRate: 0.1 })).toMatchObject({ loss: 5, gradientNorm: Math.sqrt(20) })
    const { w } = await training.finish()
    expect(w!.data[0]).toBeCloseTo(0.9, 5)
    expect(w!.data[1]).toBeCloseTo(-1.9, 5)
  })

  it('goes on to the next where one does not load', async () => {
    const engine = await createEngine({ onnxRuntime: () => Promise.reject(new Error('404')) })
    expect(engine.name).toBe('tfjs:cpu')
  })

  it.each([
    ['tfjs:webgpu', 'this browser has no WebGPU'],
    ['tfjs:webgl', 'this browser has no WebGL'],
    ['tfjs:wasm', 'the page does not bring this backend'],
    ['onnx:wasm', 'the page does not bring ONNX Runtime'],
  ] as const)('refuses %s where it cannot be had, saying why', async (name, reason) => {
    const refused = { code: 'ENGINE_UNAVAILABLE', message: expect.stringContaining(`${name} cannot start: ${reason}`) }
    await expect(createEngine({ name })).rejects.toMatchObject(refused)
  })

  it('says which module does not load', async () => {
    const wasm = () => Promise.reject(new Error('404'))
    await expect(createEngine({ name: 'tfjs:wasm', backends: { wasm } })).rejects.toMatchObject({
      code: 'ENGINE_UNAVAILABLE',
      message: expect.stringContaining('its module does not load: 404'),
    })
  })

  it('refuses a name that there is not', async () => {
    await expect(createEngine({ name: 'onnx:cpu' as EngineName })).rejects.toMatchObject({ code: 'NO_SUCH_ENGINE' })
  })
})
