/** What is known of each of an example's numbers over the training examples, [M] each. */
export interface Moments {
  readonly means: Float64Array
  /** Population deviations: 0 for a number that never changes. */
  readonly deviations: Float64Array
  /** The least and the greatest that occur, in any split. */
  readonly least: Float64Array
  readonly greatest: Float64Array
  /** Whether all numbers of the training examples are whole. */
  readonly whole: boolean
}
