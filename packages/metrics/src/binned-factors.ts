import { type FactorOptions, factorKinds } from './factor-kind.js'
import { type Matrix, selectColumns } from './matrix.js'
import { type Binned, discretise, enumerate } from './mutual-information.js'
import { varyingFactors } from './varying-columns.js'

/**
 * The factors that vary, each in bins of equal width where it is continuous and as it is where it is discrete. Refuses
 * factors that are all constant, and kinds that are not one for each.
 */
export function binFactors(factors: Matrix, bins: number, kinds: FactorOptions['kinds']): Binned {
  const each = factorKinds(factors, kinds)
  const columns = varyingFactors(factors).map((factor) => {
    const column = selectColumns(factors, [factor])
    return each[factor] === 'discrete' ? enumerate(column) : discretise(column, bins)
  })
  const bin = new Uint32Array(factors.rows * columns.length)
  columns.forEach((column, i) => {
    bin.set(column.bin, i * factors.rows)
  })
  return { rows: factors.rows, columns: columns.length, bins: Math.max(...columns.map((column) => column.bins)), bin }
}
