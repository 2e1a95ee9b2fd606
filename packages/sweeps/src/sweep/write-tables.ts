import type { Row } from './results.js'

/** Rows as CSV (RFC 4180), null as nothing. */
export function toCsv(rows: readonly Row[]): string {
  const columns = Object.keys(rows[0] ?? {})
  const line = (cells: readonly unknown[]) => cells.map(csvCell).join(',')
  return [line(columns), ...rows.map((row) => line(columns.map((column) => row[column])))]
    .map((text) => `${text}\r\n`)
    .join('')
}

function csvCell(value: unknown): string {
  const text = value === null || value === undefined ? '' : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Rows as Parquet: a column is of numbers where all its values are, else of text. */
export async function toParquet(rows: readonly Row[]): Promise<Uint8Array> {
  const { parquetWriteBuffer } = await import('hyparquet-writer')
  const columnData = Object.keys(rows[0] ?? {}).map((name) => {
    const values = rows.map((row) => row[name] ?? null)
    const numeric = values.every((value) => value === null || typeof value === 'number')
    return numeric
      ? { name, data: values as (number | null)[], type: 'DOUBLE' as const, nullable: true }
      : {
          name,
          data: values.map((value) => (value === null ? null : String(value))),
          type: 'STRING' as const,
          nullable: true,
        }
  })
  return new Uint8Array(parquetWriteBuffer({ columnData }))
}
