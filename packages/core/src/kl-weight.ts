import * as tf from '@tensorflow/tfjs-core'
import * as z from 'zod'
import type { ScheduleValues } from './latent-model.js'
import type { KlWeightConfig } from './model-config.js'
import { tensorNamed } from './named-tensors.js'

export type { KlWeightConfig }

/** The configuration key of the KL warm-up, to be spread into the schema of a model. */
export const klWeightKeys = {
  klWarmUp: z
    .boolean()
    .default(false)
    .describe(
      'Whether the schedule `klWeight` weighs what the objective adds to -log p(x|z) about the code. Rising from 0 to 1 it keeps latents in use that would be switched off before the decoder has learned to read them (Bowman et al., "Generating sentences from a continuous space", 2016; Sønderby et al., "Ladder variational autoencoders", 2016).',
    ),
}

/** The schedules that a KL warm-up asks for: `klWeight`, or none. */
export const klWeightSchedules = ({ klWarmUp }: KlWeightConfig): readonly string[] => (klWarmUp ? ['klWeight'] : [])

/**
 * A regulariser in nats, times the schedule `klWeight` where there is a KL warm-up.
 *
 * @throws CoreError MISSING_TENSOR where the schedule's value is not given
 * @example
 * import * as tf from '@tensorflow/tfjs-core'
 *
 * weighKl(tf.scalar(20), { klWarmUp: true }, { klWeight: tf.scalar(0.5) }).print() // 10
 */
export function weighKl(regulariser: tf.Scalar, { klWarmUp }: KlWeightConfig, schedule: ScheduleValues): tf.Scalar {
  return klWarmUp ? tf.mul(regulariser, tensorNamed<tf.Scalar>(schedule, 'klWeight')) : regulariser
}
