/** A code as it is edited: which latents are on, and the values that they have or would have. */
export interface Code {
  /** The spike probabilities, [J]; none without spikes. */
  readonly gamma: Float32Array | undefined
  readonly on: readonly boolean[]
  readonly values: readonly number[]
}

/** z, [J] */
export const numbersOf = ({ on, values }: Code): Float32Array =>
  Float32Array.from(values, (value, j) => (on[j] ? value : 0))

/** One spike switched. */
export const switched = (code: Code, latent: number): Code => ({ ...code, on: code.on.with(latent, !code.on[latent]) })

/** One slab moved. */
export const moved = (code: Code, latent: number, value: number): Code => ({
  ...code,
  values: code.values.with(latent, value),
})

/** One latent as it is, the others off; without spikes the others at 0. */
export const alone = (code: Code, latent: number): Code =>
  code.gamma === undefined
    ? { ...code, values: code.values.map((value, j) => (j === latent ? value : 0)) }
    : { ...code, on: code.on.map((_, j) => j === latent) }

/** The code z itself; what is 0 is off, and would have the value of `fallback`. */
export function codeOf(z: ArrayLike<number>, { fallback, spikes }: { fallback: Code; spikes: boolean }): Code {
  const numbers = Array.from(z)
  if (!spikes) return { gamma: undefined, on: numbers.map(() => true), values: numbers }
  return {
    gamma: Float32Array.from(numbers, (value) => Number(value !== 0)),
    on: numbers.map((value) => value !== 0),
    values: numbers.map((value, j) => (value === 0 ? fallback.values[j]! : value)),
  }
}
