import * as z from 'zod'
import { klWeightKeys } from './kl-weight.js'
import { likelihoodKeys } from './likelihood.js'
import type { ModelConfig } from './model-config.js'
import { exponent, unitCount } from './ranges.js'
import { trunkKeys } from './trunk-record.js'

const logVarBoundsSchema = z
  .tuple([exponent, exponent])
  .refine(([low, high]) => low < high, { error: 'the lower bound must be less than the upper' })

/**
 * The configuration keys that every model has, to be spread into its schema, so that models which are compared differ in nothing
 * but what they are compared in.
 */
export const modelKeys = {
  dataDim: z.number().int().min(1).describe('M, observed dimensions.'),
  latentDim: unitCount.describe('J, latent dimensions.'),
  hiddenDim: unitCount
    .default(3000)
    .describe('H, hidden units of the encoder and of the decoder, where they have no trunk of their own.'),
  ...trunkKeys,
  ...likelihoodKeys,
  logVarBounds: logVarBoundsSchema
    .nullable()
    .default(null)
    .describe('log s^2 of q(z|x) is kept within these bounds, such as [-12, 6]; null for none.'),
  ...klWeightKeys,
}

export type { ModelConfig }
