import type { Matrix } from '@vsc/metrics'
import { badInput } from '../errors.js'

/** The code of one example, [J]. */
export function codeOf({ rows, columns, data }: Matrix<Float32Array>, example: number): Float32Array {
  if (example >= 0 && example < rows) return data.subarray(example * columns, (example + 1) * columns)
  throw badInput(`there is no example ${example}: there are 0 to ${rows - 1}`)
}
