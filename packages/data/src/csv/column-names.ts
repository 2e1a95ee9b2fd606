import { DataError } from '../errors.js'

/** A column, by its name or by its number from 1. */
export type ColumnName = string | number

/**
 * Which columns hold the numbers: names or numbers from 1, also `2-5`, in the order in which they are wanted; or, each with - before
 * it, those that are left out.
 */
export type ColumnChoice = ColumnName | readonly ColumnName[]

export interface TableColumns {
  /** What messages call the file. */
  readonly file: string
  readonly width: number
  /** Where the first line names them. */
  readonly names: readonly string[] | undefined
}

/**
 * The place of a column, from 0. A name that there is comes before a number.
 *
 * @throws DataError `UNKNOWN_NAME`
 */
export function columnOf(asked: ColumnName, purpose: string, columns: TableColumns): number {
  const found = placesOf(String(asked), columns)
  if (found?.length === 1) return found[0]!
  throw unknownColumn(String(asked), purpose, columns)
}

/**
 * The places of the columns that are chosen, in their order; `others` are those that hold something else.
 *
 * @throws DataError `UNKNOWN_NAME`, `BAD_PARAMETERS` where both some columns and others to be left out are named
 */
export function chosenColumns(
  choice: ColumnChoice,
  others: readonly number[],
  columns: TableColumns,
): readonly number[] {
  const asked = (Array.isArray(choice) ? choice : [choice]).flatMap((item: ColumnName) => itemsOf(item, columns))
  const places = asked.map((item): { readonly kept: boolean; readonly at: readonly number[] } => {
    const at = placesOf(item, columns)
    if (at !== undefined) return { kept: true, at }
    const without = item.startsWith('-') ? placesOf(item.slice(1), columns) : undefined
    if (without !== undefined) return { kept: false, at: without }
    throw unknownColumn(item.replace(/^-/, ''), 'the option `columns`', columns)
  })
  const left = places.filter(({ kept }) => !kept).flatMap(({ at }) => at)
  const kept = places.filter(({ kept }) => kept).flatMap(({ at }) => at)
  if (left.length > 0 && kept.length > 0) {
    throw new DataError(
      'BAD_PARAMETERS',
      '`columns` names both columns and, with - before them, columns to leave out: expected the one or the other',
    )
  }
  const all = Array.from({ length: columns.width }, (_, column) => column)
  const wanted = left.length > 0 ? all.filter((column) => !left.includes(column)) : [...new Set(kept)]
  return wanted.filter((column) => !others.includes(column))
}

/** `a,b` names two columns, unless one is called so. */
const itemsOf = (item: ColumnName, { names }: TableColumns): readonly string[] =>
  typeof item === 'number' || names?.includes(item) ? [String(item)] : item.split(',').map((part) => part.trim())

function placesOf(item: string, { names, width }: TableColumns): readonly number[] | undefined {
  const named = names?.indexOf(item) ?? -1
  if (named >= 0) return [named]
  const [, from, to = from] = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(item) ?? []
  if (from === undefined || to === undefined) return undefined
  const [first, last] = [Number(from), Number(to)]
  if (!(first >= 1 && last >= first && last <= width)) return undefined
  return Array.from({ length: last - first + 1 }, (_, k) => first - 1 + k)
}

function unknownColumn(asked: string, purpose: string, { file, width, names }: TableColumns): DataError {
  const shown = names?.slice(0, 20).map((each) => `'${each.slice(0, 40)}'`)
  const more = names !== undefined && names.length > 20 ? ` and ${names.length - 20} more` : ''
  const known =
    shown === undefined
      ? `it has ${width} without names, numbered from 1`
      : `its first line names ${shown.join(', ')}${more}, and they have numbers from 1`
  return new DataError('UNKNOWN_NAME', `${file} has no column '${asked.slice(0, 40)}' for ${purpose}: ${known}`)
}
