import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { createEngine } from '@vsc/engine'
import { train } from '@vsc/training/node'
import { describe, expect, it } from 'vitest'
import { runs } from './tiny-run.js'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

describe.each(['tiny', 'bent'] as const)('a training run that is %s', (run) => {
  it('holds on to no second copy of its parameters', async () => {
    const { model, config, ...rest } = runs[run]()
    const given: WeakRef<Float32Array>[] = []
    const watched: typeof model = {
      ...model,
      init(options) {
        const parameters = model.init(options)
        for (const { data } of Object.values(parameters)) given.push(new WeakRef(data))
        return parameters
      },
    }
    const held: number[] = []
    await train({
      model: watched,
      ...rest,
      engine: await createEngine({ name: 'onnx:cpu', threads: 1 }),
      config: { ...config, iterations: 5 },
      onProgress({ state }) {
        if (state !== 'running') return
        collectGarbage()
        held.push(given.filter((parameter) => parameter.deref() !== undefined).length)
      },
    })
    expect(given.length).toBeGreaterThan(5)
    expect(held.at(-1)).toBe(0)
  })
})
