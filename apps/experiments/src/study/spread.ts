export const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

/** The sample standard deviation; 0 for a single value. */
export function deviation(values: readonly number[]): number {
  if (values.length < 2) return 0
  const centre = mean(values)
  return Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1))
}

/** `0.41 ± 0.03`, or the value itself where there is but one. */
export function meanAndDeviation(values: readonly number[], digits: number): number | string {
  if (values.length === 1) return decimals(digits, values[0]!)
  const text = (value: number) => value.toFixed(digits).replace('-', '−')
  return `${text(mean(values))} ± ${text(deviation(values))}`
}

export const decimals = (digits: number, value: number): number => Number(value.toFixed(digits))
