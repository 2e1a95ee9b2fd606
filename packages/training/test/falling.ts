import type { LatentModel } from '@vsc/core'

/**
 * A model with one weight w whose gradient is always 1, so that plain gradient descent at a learning rate of 1 takes it to -1, -2, -3
 * and so on. Its elbo is -(w + 4)^2: best after four steps.
 */
export const falling: LatentModel = {
  name: 'falling',
  config: {},
  dataDim: 12,
  latentDim: 1,
  noise: {},
  schedules: [],
  parameterShapes: { w: [1] },
  init: () => ({ w: { shape: [1], data: new Float32Array([0]) } }),
  objective(p, x) {
    const loss = p.w!.sum().add(x.sum().mul(0)).asScalar()
    return { loss, terms: { weight: loss } }
  },
  encode: () => ({}),
  prior: () => ({}),
  sample: (posterior) => posterior.z as never,
  decode: () => ({}),
  evaluate(p, x) {
    const distance = x.sum(1).mul(0).add(p.w!).add(4).square()
    return { elbo: distance.neg(), distance, root: p.w!.add(9.5).sqrt().add(x.sum(1).mul(0)) }
  },
  latentKl: (_, x) => x.sum(1, true).mul(0),
}
