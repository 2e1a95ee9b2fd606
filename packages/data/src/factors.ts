import { DataError } from './errors.js'

/** A factor that takes any value in a range, or one of a few values that are alike or different. */
export type FactorKind = 'continuous' | 'discrete'

/** The ground-truth factors that the examples of a data set were generated from; constant ones are left out. */
export interface Factors {
  /** The names, such as `hat.crownWidth`; under an attribute's name and a full stop where the factor belongs to one. */
  readonly names: readonly string[]
  /** [F] */
  readonly kinds: readonly FactorKind[]
  /** [N, F], row-major; where the examples have attributes, 0 for an example without the factor's (the sources S V of Smiley). */
  readonly values: Float64Array
  /** What factors belong to, and which examples have it; missing where every factor stands for itself and shows in every example. */
  readonly attributes?: Attributes
}

/** Parts of examples that are there or not, each with factors of its own. */
export interface Attributes {
  /** [A] */
  readonly names: readonly string[]
  /** [F], for each factor the index of its attribute. */
  readonly of: readonly number[]
  /** S, [N, A], row-major: 1 where the example has the attribute, else 0. */
  readonly present: Uint8Array
}

/** The factors of these examples alone, in this order. */
export function factorsOfRows(factors: Factors, indices: ArrayLike<number>): Factors {
  const { names, values, attributes } = factors
  return {
    ...factors,
    values: rowsOf(values, names.length, indices),
    ...(attributes && {
      attributes: { ...attributes, present: rowsOf(attributes.present, attributes.names.length, indices) },
    }),
  }
}

function rowsOf<A extends Uint8Array | Float64Array>(table: A, columns: number, indices: ArrayLike<number>): A {
  const rows = table.slice(0, indices.length * columns) as A
  for (let row = 0; row < indices.length; row++) {
    rows.set(table.subarray(indices[row]! * columns, (indices[row]! + 1) * columns), row * columns)
  }
  return rows
}

/**
 * Checks factors that come from outside against the number of examples, and returns them.
 *
 * @throws DataError `WRONG_LENGTH` where a part is not as long as the others say, `BAD_VALUES` for a value that is not finite
 */
export function checkedFactors(factors: Factors, count: number): Factors {
  const { names, kinds, values, attributes } = factors
  const lengths = [
    ['kinds', kinds.length, names.length],
    ['values', values.length, count * names.length],
    ...(attributes === undefined
      ? []
      : ([
          ['attributes.of', attributes.of.length, names.length],
          ['attributes.present', attributes.present.length, count * attributes.names.length],
        ] as const)),
  ] as const
  for (const [part, found, expected] of lengths) {
    if (found === expected) continue
    throw new DataError(
      'WRONG_LENGTH',
      `factors: ${part} has ${found} entries, expected ${expected} for ${names.length} factors of ${count} examples`,
    )
  }
  const bad = values.findIndex((value) => !Number.isFinite(value))
  if (bad >= 0) {
    const [example, factor] = [Math.floor(bad / names.length), names[bad % names.length]]
    throw new DataError(
      'BAD_VALUES',
      `factors: ${factor} of example ${example} is ${values[bad]}, expected a finite number`,
    )
  }
  return factors
}
