import { z } from 'zod'
import { klWeightKeys } from './kl-weight.js'
import { likelihoodKeys } from './likelihood.js'
import { trunkKeys } from './trunk-record.js'

const count = z.number().int().positive()

const logVarBoundsSchema = z
  .tuple([z.number(), z.number()])
  .refine(([low, high]) => low < high, { error: 'the lower bound must be less than the upper' })

/**
 * The configuration keys that every model has, to be spread into its schema, so that models which are compared differ in nothing
 * but what they are compared in.
 */
export const modelKeys = {
  /** M, observed dimensions. */
  dataDim: count,
  /** J, latent dimensions. */
  latentDim: count,
  /** H, hidden units of the encoder and of the decoder, where they have no trunk of their own. */
  hiddenDim: count.default(3000),
  ...trunkKeys,
  ...likelihoodKeys,
  /** log s^2 of q(z|x) is kept within these bounds, such as [-12, 6]; null for none. */
  logVarBounds: logVarBoundsSchema.nullable().default(null),
  ...klWeightKeys,
}

/** The values of {@link modelKeys}, complete. */
export type ModelConfig = z.output<z.ZodObject<typeof modelKeys>>
