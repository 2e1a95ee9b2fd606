import * as z from 'zod'

/** More units, latents or pseudo-inputs than any model that can be trained has: what lies above is a slip of the pen. */
const mostUnits = 1_000_000

/** How many of something a model has, such as latents or units: a whole number from 1 to a million. */
export const unitCount = z.number().int().min(1).max(mostUnits)

/** The weight of a term of an objective: 0 leaves it out; above a thousand million a 32-bit float holds nothing beside it. */
export const termWeight = z.number().min(0).max(1e9)

/** A log variance, or a logit: beyond these its exponential is 0 or infinite in 32-bit floats. */
export const exponent = z.number().min(-80).max(80)
