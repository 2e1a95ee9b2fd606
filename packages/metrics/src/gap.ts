import { type Matrix, rowOf } from './matrix.js'

/**
 * For each row of scores [F, J] its largest entry minus its second largest: how far one latent is ahead of all others.
 * Scores are not negative; a latent that does not exist scores 0.
 */
export function gapsOfBestTwo(scores: Matrix): number[] {
  return Array.from({ length: scores.rows }, (_, row) => {
    const [best = 0, second = 0] = rowOf(scores, row).sort().reverse()
    return best - second
  })
}
