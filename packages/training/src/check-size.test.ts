import { createVsc } from '@vsc/core'
import { expect, it } from 'vitest'
import { checkSize } from './check-size.js'

it('a model that does not fit is refused in words, and none of it is made', () => {
  const large = createVsc({ dataDim: 1024, latentDim: 1_000_000, hiddenDim: 3000 })
  expect(() => checkSize(large, { batchSize: 100 }, { memory: 8e9 })).toThrow(
    /with 1000000 latents has 12 thousand million parameters; .* takes at least 19\d GB, and there are 8 GB here\. Set a smaller latentDim/,
  )
})

it('what fits to the byte is taken', () => {
  const { name, latentDim } = createVsc({ dataDim: 1, latentDim: 1 })
  const model = {
    name,
    latentDim,
    dataDim: 3,
    parameterShapes: { kernel: [3, 4], bias: [4] },
    noise: { eps: { distribution: 'normal', shape: [2] } },
  } as const
  const bytes = 4 * (4 * 16 + 10 * (3 + 2))
  checkSize(model, { batchSize: 10 }, { memory: bytes })
  expect(() => checkSize(model, { batchSize: 10 }, { memory: bytes - 1 })).toThrow(
    expect.objectContaining({ code: 'TOO_LARGE' }),
  )
})
