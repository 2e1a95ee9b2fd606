/** A configuration as a tree of plain values, before it is checked. */
export type ConfigTree = Readonly<Record<string, unknown>>

/** Whether a value has keys of its own, as neither a list nor a single value has. */
export const isTree = (value: unknown): value is ConfigTree =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
