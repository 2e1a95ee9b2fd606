import * as tf from '@tensorflow/tfjs-core'
import { CoreError } from './errors.js'
import { logSigmoid } from './log-sigmoid.js'
import type { ParameterSpec } from './parameters.js'
import type { SpikeAndSlab } from './recognition.js'
import { xavierParameter } from './xavier.js'

export interface PseudoInputShape {
  /** K */
  readonly pseudoInputCount: number
  /** M */
  readonly dataDim: number
  /** `xavier` in the authors' program; `examples` takes random training examples, as the VampPrior does. */
  readonly pseudoInputInit: 'xavier' | 'examples'
}

/**
 * Pseudo-inputs u [K, M]: points of observation space whose posteriors make up the prior.
 *
 * @throws CoreError INVALID_EXAMPLES, from its `init`, where they are to start from examples and there are less than K
 */
export function pseudoInputParameter({ pseudoInputCount, dataDim, pseudoInputInit }: PseudoInputShape): ParameterSpec {
  const shape = [pseudoInputCount, dataDim]
  if (pseudoInputInit === 'xavier') return xavierParameter(shape)
  return {
    shape,
    init(rng, examples) {
      const rows = (examples?.length ?? 0) / dataDim
      if (examples === undefined || rows < pseudoInputCount || !Number.isInteger(rows)) {
        const found = examples === undefined ? 'none were given' : `the array has ${examples.length} numbers`
        throw new CoreError(
          'INVALID_EXAMPLES',
          `pseudoInputInit "examples" needs at least K = ${pseudoInputCount} examples of M = ${dataDim} numbers each, but ` +
            `${found}; give \`examples\` to init, or set pseudoInputInit to "xavier"`,
        )
      }
      const data = new Float32Array(pseudoInputCount * dataDim)
      const chosen = rng.permutation(rows).subarray(0, pseudoInputCount)
      chosen.forEach((row, k) => {
        data.set(examples.subarray(row * dataDim, (row + 1) * dataDim), k * dataDim)
      })
      return data
    },
  }
}

/** How the spike probabilities of the pseudo-inputs are kept from 0 and 1, where log gamma and log(1 - gamma) run away. */
export type PseudoInputSpikes = 'plain' | 'squash' | 'clamp'

const squashSlope = 10
const clampLimits = [0.005, 0.995] as const

/**
 * q(z|u) with its gamma kept within bounds: `plain` leaves it; `squash`, the authors' program's, makes it
 * sigmoid(10 (gamma - 1/2)), within [0.0067, 0.9933]; `clamp` cuts at 0.005 and 0.995 and passes no gradient beyond.
 */
export function boundSpikes(r: SpikeAndSlab, form: PseudoInputSpikes): SpikeAndSlab {
  if (form === 'plain') return r
  if (form === 'squash') {
    return { ...r, logGamma: logSigmoid(tf.mul(tf.sub(tf.exp(r.logGamma), 0.5), squashSlope)) }
  }
  const [low, high] = clampLimits
  return { ...r, logGamma: tf.clipByValue(r.logGamma, Math.log(low), Math.log(high)) }
}
