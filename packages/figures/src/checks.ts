import { FiguresError } from './errors.js'

/** Refuses an array whose length is not `expected`; `meaning` says where that number comes from. */
export function requireLength(what: string, values: ArrayLike<unknown>, expected: number, meaning: string): void {
  if (values.length !== expected)
    throw new FiguresError('WRONG_SIZE', `${what} has ${values.length} values; expected ${expected}, ${meaning}.`)
}

/** Refuses NaN and infinities, naming the first one's position. */
export function requireFinite(what: string, values: ArrayLike<number>): void {
  for (let i = 0; i < values.length; i++)
    if (!Number.isFinite(values[i]))
      throw new FiguresError(
        'NOT_FINITE',
        `${what}[${i}] is ${values[i]}. A figure cannot show it: leave the value out or replace it before drawing.`,
      )
}

/** Refuses values outside [low, high], naming the first one's position; a rounding error's width is let through. */
export function requireWithin(what: string, values: ArrayLike<number>, low: number, high: number): void {
  requireFinite(what, values)
  const slack = 1e-6 * (high - low)
  for (let i = 0; i < values.length; i++)
    if (values[i]! < low - slack || values[i]! > high + slack)
      throw new FiguresError('OUT_OF_RANGE', `${what}[${i}] is ${values[i]}; expected a value from ${low} to ${high}.`)
}

/** Refuses an empty list. */
export function requireSome(what: string, values: ArrayLike<unknown>): void {
  if (values.length === 0) throw new FiguresError('EMPTY', `${what} is empty; give at least one.`)
}

/** Refuses counts and sizes that are not whole numbers of at least `low`. */
export function requireCount(what: string, value: number, low = 1): void {
  if (!Number.isInteger(value) || value < low)
    throw new FiguresError('OUT_OF_RANGE', `${what} is ${value}; expected a whole number of at least ${low}.`)
}

/** Refuses places that are not those of one of `count` things, counted from 0. */
export function requirePlaces(what: string, places: readonly number[], count: number, things: string): void {
  for (const place of places)
    if (!Number.isInteger(place) || place < 0 || place >= count)
      throw new FiguresError(
        'OUT_OF_RANGE',
        `${what} has ${place}; expected whole numbers from 0 to ${count - 1}, there being ${count} ${things}.`,
      )
}

/** Refuses a list in which something comes twice, naming it. */
export function requireDistinct(what: string, values: readonly (string | number)[]): void {
  const twice = values.find((value, i) => values.indexOf(value) !== i)
  if (twice !== undefined) throw new FiguresError('TWICE', `${what} has "${twice}" twice; give each once.`)
}
