import * as tf from '@tensorflow/tfjs-core'
import { BaselinesError } from './errors.js'

/**
 * A sample [B, J] of the product of the marginals of z [B, J]: column j moved down cyclically by its own number of rows, which
 * is j - (J - 1) modulo B.
 *
 * The shifts are all different, so no two latents of a row come from the same example; where the examples are independent
 * draws, as in a shuffled batch, the latents of a row are too. Random permutations (Kim and Mnih 2018, algorithm 1) are not
 * needed for that, and would now and then leave two latents of one example together. There are B different shifts, so J may
 * be at most B.
 *
 * @throws BaselinesError INVALID_BATCH_SIZE where B < J
 */
export function shiftColumns(z: tf.Tensor2D): tf.Tensor2D {
  const [batch, latentDim] = z.shape
  if (batch < latentDim) {
    throw new BaselinesError(
      'INVALID_BATCH_SIZE',
      `FactorVAE mixes each latent of an example from another one, so a batch needs at least J = ${latentDim} examples, got ${batch}; ` +
        'use larger batches',
    )
  }
  // Each row of zz is a latent's column with its beginning once more at its end. Read as rows that are one number shorter,
  // each row begins one number earlier than the one above.
  const columns = tf.transpose(z) // [J, B]
  const zz = tf.concat([columns, tf.slice(columns, [0, 0], [latentDim, latentDim])], 1) // [J, B + J]
  const width = batch + latentDim - 1
  const skewed = tf.slice(tf.reshape(zz, [-1]), latentDim - 1, latentDim * width)
  return tf.transpose(
    tf.slice<tf.Rank.R2, tf.Tensor2D>(tf.reshape(skewed, [latentDim, width]), [0, 0], [latentDim, batch]),
  )
}
