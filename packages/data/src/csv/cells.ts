const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/

/** Whether a cell holds a decimal number. */
export const isNumber = (text: string): boolean => decimal.test(text)

/** What programs write for a number that is missing. */
const missing = new Set(['', 'na', 'nan', 'n/a', '#n/a', 'null', 'none', '?', '-', 'inf', '+inf', '-inf', 'infinity'])

/** Whether a cell stands for a number that is missing or none. */
export const isMissing = (text: string): boolean => missing.has(text.toLowerCase())

/** Whether a first line holds names, by what stands below: text above a number, or nothing but text. */
export function isHeader(first: readonly string[], second: readonly string[] | undefined): boolean {
  const isText = (text: string) => !isNumber(text) && !isMissing(text)
  if (first.some((text, column) => isText(text) && isNumber(second?.[column] ?? ''))) return true
  return first.some(isText) && first.every((text) => !isNumber(text))
}

/** Whether these are the numbers 0, 1, 2, ..., which pandas writes above columns without names. */
export function isCounting([first, ...others]: readonly string[]): boolean {
  const counted = first === undefined || first === '' ? others : [first, ...others]
  const fewest = first === '' ? 1 : 4 // fewer may well be numbers
  return counted.length >= fewest && counted.every((text, column) => text === String(column))
}
