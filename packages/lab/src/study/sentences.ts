/** `40%`, of a share from 0 to 1. */
export const percent = (share: number, decimals = 0): string => `${(100 * share).toFixed(decimals)}%`

/** `a`, `a and b`, `a, b, and c`. */
export const bothOf = (items: readonly string[]): string =>
  new Intl.ListFormat('en', { type: 'conjunction' }).format(items)
