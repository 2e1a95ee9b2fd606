/** What a value of a program is: its place among all values, and its shape and type. */
export interface ProgramValue {
  readonly id: number
  readonly shape: readonly number[]
  readonly dtype: ProgramType
}

/** The types of numbers that a recorded program handles. */
export type ProgramType = 'float32' | 'int32' | 'bool'

/** One call of a TensorFlow.js kernel: its inputs by name, or in order for kernels that take a list (Concat, AddN). */
export interface KernelCall {
  readonly kernel: string
  readonly inputs: Readonly<Record<string, number>> | readonly number[]
  readonly attrs: Readonly<Record<string, unknown>>
  /** The ids of what it gives. */
  readonly outputs: readonly number[]
}

/**
 * A function of tensors as the kernels of TensorFlow.js that it calls, in order: data that JSON can hold, which any backend can
 * run again by `engine().runKernel` without the function's code.
 */
export interface KernelProgram {
  /** What it is given anew at each run, by name. */
  readonly inputs: Readonly<Record<string, ProgramValue>>
  /** What is always the same: the parameters and constants that it needs, by their names among the weights. */
  readonly weights: Readonly<Record<string, number>>
  readonly calls: readonly KernelCall[]
  readonly outputs: Readonly<Record<string, number>>
}

/**
 * Numbers that JSON has no words for, in attributes such as the bounds of a clip: `{ "number": "Infinity" }`. Reads them back
 * where `JSON.parse` is given it as its reviver.
 */
export function reviveNumber(_: string, value: unknown): unknown {
  const named = (value as { readonly number?: unknown } | null)?.number
  return typeof named === 'string' && Object.keys(value as object).length === 1 ? Number(named) : value
}

/** The other way: for `JSON.stringify`. */
export const nameNumber = (_: string, value: unknown): unknown =>
  typeof value === 'number' && !Number.isFinite(value) ? { number: String(value) } : value
