import { createRng, type Label, type Rng } from '@vsc/random'
import type { Split } from '../data-set.js'
import { DataError } from '../errors.js'
import { checkSplit } from '../split.js'
import { featuresOfAttribute, smileyAttributes, smileyFeatures } from './features.js'
import {
  resolveSmileyParameters,
  type SmileyOverrides,
  type SmileyParameters,
  variableDeviation,
} from './parameters.js'
import { drawSmiley } from './render.js'

/** Which smileys are drawn, and how. */
export interface GenerateSmileyOptions {
  /** N, how many examples. */
  readonly count: number
  readonly seed: Label
  /** The two splits of a seed are independent draws. Default `train`. */
  readonly split?: Split
  readonly parameters?: SmileyOverrides
}

/** An image and all that generated it. The arrays are the reader's own. */
export interface SmileyExample {
  /** [32, 32] row-major, 0 or 1. */
  readonly image: Uint8Array
  /** S, [4]: 1 where the example has the attribute. */
  readonly present: Uint8Array
  /** S, repeated for each feature of an attribute, [18]. */
  readonly spikes: Uint8Array
  /** V, [18]: drawn from N(0, 0.5^2), whether or not the attribute is there to show it. */
  readonly values: Float64Array
  /** S * V, [18]: the ground-truth sources, zero where the attribute is absent. */
  readonly sources: Float64Array
}

/**
 * Draws the Smiley data set one example after the other (supplement of Tonolini et al. 2019, E).
 *
 * Example i depends on the seed, the split and i alone: not on how many are drawn. Nothing is kept, so a set of any
 * size streams. Distinct examples may share an image: rounding to pixels hides part of V.
 *
 * @throws DataError at once, before the first example is asked for: `BAD_COUNT`, `UNKNOWN_NAME` for the split,
 * `BAD_PARAMETERS`; RangeError where the seed is no safe integer or string
 * @example
 * let hats = 0
 * for (const { present } of generateSmiley({ count: 1000, seed: 1 })) hats += present[1]!
 */
export function generateSmiley({
  count,
  seed,
  split = 'train',
  parameters,
}: GenerateSmileyOptions): Iterable<SmileyExample> {
  if (!Number.isSafeInteger(count) || count < 0) {
    throw new DataError('BAD_COUNT', `cannot draw ${count} smileys: count must be a whole number from 0`)
  }
  checkSplit(split)
  const resolved = resolveSmileyParameters(parameters)
  const rng = createRng(seed).fork('smiley', split)
  return {
    *[Symbol.iterator]() {
      for (let i = 0; i < count; i++) yield drawExample(rng.fork(i), resolved)
    },
  }
}

function drawExample(rng: Rng, parameters: SmileyParameters): SmileyExample {
  const values = rng.fillNormal(new Float64Array(smileyFeatures.length)).map((value) => variableDeviation * value)
  const present = Uint8Array.from(smileyAttributes, (name) => (rng.uniform() < parameters[name].presence ? 1 : 0))
  const spikes = new Uint8Array(smileyFeatures.length)
  smileyAttributes.forEach((name, a) => {
    for (const feature of featuresOfAttribute[name]) spikes[feature] = present[a]!
  })
  const sources = values.map((value, i) => (spikes[i] ? value : 0))
  return { image: drawSmiley(present, values, parameters), present, spikes, values, sources }
}
