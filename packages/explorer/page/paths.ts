import { continuousPath, discretePath } from '@vsc/inference'

/** From one code to another: values first, then spikes, as `vsc interpolate` goes. */
export function pathBetween(from: ArrayLike<number>, to: ArrayLike<number>, steps = 7): Float32Array[] {
  const values = rowsOf(continuousPath({ from, to, steps }))
  const spikes = rowsOf(discretePath({ from: values.at(-1)!, to }))
  return [...values, ...spikes.slice(1)]
}

const rowsOf = ({ rows, columns, data }: ReturnType<typeof continuousPath>): Float32Array[] =>
  Array.from({ length: rows }, (_, row) => Float32Array.from(data.subarray(row * columns, (row + 1) * columns)))
