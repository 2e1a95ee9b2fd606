import { constant, type LatentModel, valueAt } from '@vsc/core'
import { createEngine, type Engine, sgd } from '@vsc/engine'
import { beforeAll, describe, expect, it } from 'vitest'
import { falling } from '../../test/falling.js'
import { bentRun, tinyData } from '../../test/tiny-run.js'
import { train } from './train.js'

let engine: Engine
beforeAll(async () => {
  engine = await createEngine({ name: 'onnx:cpu', threads: 1 })
})

/** One weight in a bowl: the loss is 3 (w - 1)^2 / 2, its gradient 3 (w - 1). */
const bowl: LatentModel = {
  ...falling,
  name: 'bowl',
  objective(p, x) {
    const loss = p.w!.sub(1).square().mul(1.5).sum().add(x.sum().mul(0)).asScalar()
    return { loss, terms: {} }
  },
}

describe('train with another optimiser', () => {
  it.each([
    [false, null],
    [true, null],
    [true, 1.5],
  ])(
    'takes the steps of momentum written by hand (Nesterov %s, clipped at %s), afresh where it is told',
    async (nesterov, clipNorm) => {
      const config = {
        iterations: 20,
        batchSize: 4,
        learningRate: constant(0.1),
        logEvery: 1,
        clipNorm,
        freshAdamAt: [12],
      }
      const optimiser = sgd({ momentum: 0.8, nesterov })
      const { metrics, parameters } = await train({ model: bowl, data: tinyData(), engine, config, optimiser })
      let [w, v] = [0, 0]
      for (let iteration = 0; iteration < 20; iteration++) {
        expect(metrics[iteration]!.loss).toBeCloseTo(1.5 * (w - 1) ** 2, 4)
        const norm = Math.abs(3 * (w - 1))
        expect(metrics[iteration]!.gradientNorm).toBeCloseTo(norm, 4)
        const g = 3 * (w - 1) * (clipNorm !== null && norm > clipNorm ? clipNorm / norm : 1)
        v = (iteration === 12 ? 0 : 0.8 * v) + g
        w -= 0.1 * (nesterov ? g + 0.8 * v : v)
      }
      expect(parameters.w!.data[0]).toBeCloseTo(w, 5)
    },
  )

  it('follows a warm-up and a cosine', async () => {
    const { learningRate } = bentRun().config
    const config = { iterations: 40, batchSize: 4, learningRate, logEvery: 1 }
    const { metrics } = await train({ model: falling, data: tinyData(), engine, config, optimiser: sgd() })
    let weight = 0
    metrics.forEach(({ terms, learningRate: found }, iteration) => {
      expect(found).toBe(valueAt(learningRate, iteration))
      expect(terms.weight).toBeCloseTo(weight, 5)
      weight -= found
    })
  })
})
