/** Columns side by side, as wide as their widest cell; numbers stand at the right. */
export function textTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]!.length)))
  const isNumeric = header.map(
    (_, column) => rows.length > 0 && rows.every((row) => /^[-+]?[\d.]*(e-?\d+)?%?$/.test(row[column]!)),
  )
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => (isNumeric[column] ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!)))
      .join('  ')
      .trimEnd()
  return [header, ...rows].map(line).join('\n')
}
