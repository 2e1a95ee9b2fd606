/** The mean of numbers; NaN of none. */
export const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

/** The sample standard deviation; 0 for a single value. */
export function deviation(values: readonly number[]): number {
  if (values.length < 2) return 0
  const centre = mean(values)
  return Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1))
}

/** A number over seeds. */
export interface Spread {
  readonly mean: number
  readonly deviation: number
  readonly seeds: number
}

/** Undefined where there are no values. */
export const spreadOf = (values: readonly number[]): Spread | undefined =>
  values.length === 0 ? undefined : { mean: mean(values), deviation: deviation(values), seeds: values.length }

/** A number with so many decimals and a typographic minus sign, for text. */
export const valueInWords = (value: number, digits: number): string =>
  value
    .toFixed(digits)
    .replace(/^-(?=[0.]*$)/, '')
    .replace('-', '−')

/** `0.41 ± 0.03`, or the value itself of a single seed. */
export const spreadInWords = ({ mean, deviation, seeds }: Spread, digits: number): string =>
  seeds === 1 ? valueInWords(mean, digits) : `${valueInWords(mean, digits)} ± ${valueInWords(deviation, digits)}`

/** The same for a table, where a single value is a number. */
export const meanAndDeviation = (values: readonly number[], digits: number): number | string =>
  values.length === 1 ? decimals(digits, values[0]!) : spreadInWords(spreadOf(values)!, digits)

/** A number rounded to so many decimals. */
export const decimals = (digits: number, value: number): number => Number(value.toFixed(digits))
