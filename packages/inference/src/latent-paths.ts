import { type Matrix, matrixFromRows } from '@vsc/metrics'
import { InferenceError } from './errors.js'

type Code = ArrayLike<number>

/**
 * From one code to another by the values of the latents that both have, in equal steps; what only one of them has stays as in
 * `from` (figure 7 of Tonolini et al. 2019, continuous). Codes without zeros, as models without spikes have them, end at `to`.
 *
 * @param options.steps codes in all, both ends included: 2 or more
 * @returns [steps, J]
 */
export function continuousPath({
  from,
  to,
  steps,
}: {
  readonly from: Code
  readonly to: Code
  readonly steps: number
}): Matrix<Float64Array> {
  checkSameLength(from, to)
  if (steps < 2)
    throw new InferenceError('WRONG_LENGTH', `a path has both of its ends: ${steps} steps, expected 2 or more`)
  const at = (step: number) =>
    Array.from(from, (value, j) => {
      const shared = value !== 0 && to[j] !== 0
      return shared ? value + ((to[j]! - value) * step) / (steps - 1) : value
    })
  return matrixFromRows(Array.from({ length: steps }, (_, step) => at(step)))
}

/**
 * From one code to another by switching spikes one at a time, those that only `from` has off and those that only `to` has on,
 * the largest values first (figure 7 of Tonolini et al. 2019, discrete).
 *
 * @returns [1 + number of spikes in which they differ, J]
 * @example
 * discretePath({ from: [1, 0, 2], to: [1, -3, 0] }) // [1, 0, 2], [1, -3, 2], [1, -3, 0]
 */
export function discretePath({ from, to }: { readonly from: Code; readonly to: Code }): Matrix<Float64Array> {
  checkSameLength(from, to)
  const size = (j: number) => Math.abs(from[j]! - to[j]!)
  const switched = [...Array.from(from).keys()].filter((j) => (from[j] === 0) !== (to[j] === 0))
  const codes = [Array.from(from)]
  for (const j of switched.sort((a, b) => size(b) - size(a))) codes.push(codes.at(-1)!.with(j, to[j]!))
  return matrixFromRows(codes)
}

/**
 * A code with one latent after the other set to each of some values: [latents * values, J], the values of a latent in a row.
 */
export function traversal({
  code,
  latents,
  values,
}: {
  readonly code: Code
  readonly latents: readonly number[]
  readonly values: readonly number[]
}): Matrix<Float64Array> {
  return matrixFromRows(latents.flatMap((latent) => values.map((value) => Array.from(code).with(latent, value))))
}

function checkSameLength(from: Code, to: Code): void {
  if (from.length === to.length) return
  throw new InferenceError(
    'WRONG_LENGTH',
    `from has ${from.length} latents but to has ${to.length}, expected the same number`,
  )
}
