/** `held` or `did not hold`, of a claim of the paper. */
export const held = (claim: boolean): string => (claim ? 'held' : 'did not hold')

/** `40%`, of a share from 0 to 1. */
export const percent = (share: number, decimals = 0): string => `${(100 * share).toFixed(decimals)}%`

/** At most one decimal, which means over seeds may have: `9.5`, `9`. */
export const whole = (value: number): string => String(Number(value.toFixed(1)))

/** `a`, `a and b`, `a, b, and c`. */
export const bothOf = (items: readonly string[]): string =>
  new Intl.ListFormat('en', { type: 'conjunction' }).format(items)
