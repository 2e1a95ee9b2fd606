import { checkBits, checkExamples } from './argument-checks.js'
import { type AttributeOf, featuresByAttribute } from './attribute-of.js'
import { MetricsError } from './errors.js'
import { filterRows, type Matrix, selectColumns } from './matrix.js'
import { pearson } from './pearson.js'

/** What features did in each example, and its codes. */
export interface WithinAttributeOptions {
  /** [N, F], the values V, present or not */
  readonly values: Matrix
  /** [N, attributes], the bits S, 0 or 1 */
  readonly present: Matrix
  /** For each feature the column of `present` that holds its attribute. */
  readonly attributeOf: AttributeOf
  /** [N, J], samples z of q(z|x), or posterior means */
  readonly codes: Matrix
}

/**
 * The signed correlation of feature V_i with code z_j over only those examples that have the feature's attribute, [F, J].
 *
 * It shows what `correlationMatrix` cannot: there a latent that signals mere presence already reaches
 * corr(|S V|, S) = 0.68, here it stays at 0, and only one that follows the feature's value counts. Zeros where a column is
 * constant or fewer than two examples have the attribute.
 *
 * @throws MetricsError where a shape, a number of examples or an entry is not as it should be
 */
export function withinAttributeMatrix({
  values,
  present,
  attributeOf,
  codes,
}: WithinAttributeOptions): Matrix<Float64Array> {
  checkExamples({ values, present, codes })
  checkBits('present', present)
  const groups = featuresByAttribute(attributeOf, values.columns)
  if (groups.length > present.columns) {
    throw new MetricsError(
      'WRONG_SHAPE',
      `present: has ${present.columns} columns, expected one for each of the ${groups.length} attributes in attributeOf`,
    )
  }
  const data = new Float64Array(values.columns * codes.columns)
  groups.forEach((features, attribute) => {
    const has = (row: number) => present.data[row * present.columns + attribute] === 1
    const valuesThere = filterRows(selectColumns(values, features), has)
    if (valuesThere.rows < 2) return
    const block = pearson(valuesThere, filterRows(codes, has))
    features.forEach((feature, i) => {
      data.set(block.data.subarray(i * codes.columns, (i + 1) * codes.columns), feature * codes.columns)
    })
  })
  return { rows: values.columns, columns: codes.columns, data }
}
