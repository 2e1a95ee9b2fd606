import { requireLength, requireSome } from '../checks.js'
import { formatNumber } from '../format.js'
import { type Markup, markup, raw } from '../markup.js'
import type { Settings, Table, Value } from './content.js'

/** A value as a reader wants it. */
export function formatValue(value: Value): string {
  if (value === null) return 'none'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return typeof value === 'number' ? formatNumber(value) : value
}

/** A column's values as text: numbers with as many decimals as the one that needs most. */
function columnTexts(values: readonly Value[]): string[] {
  const texts = values.map(formatValue)
  const plain = values.map((value, i) => typeof value === 'number' && /^[−\d,.]+$/.test(texts[i]!))
  const decimals = Math.max(0, ...texts.map((text, i) => (plain[i] ? (text.split('.')[1]?.length ?? 0) : 0)))
  return texts.map((text, i) => {
    if (!plain[i] || decimals === 0) return text
    const [whole, fraction = ''] = text.split('.')
    return `${whole}.${fraction.padEnd(decimals, '0')}`
  })
}

/** A table that scrolls by itself where the page is narrow. Throws FiguresError where a row does not fit the columns. */
export function tableMarkup({ caption, columns, rows }: Table): Markup {
  requireSome('the columns of a table', columns)
  for (const [i, row] of rows.entries())
    requireLength(`row ${i} of a table`, row, columns.length, 'its number of columns')
  const texts = columns.map((_, j) => columnTexts(rows.map((row) => row[j]!)))
  const right = columns.map((_, j) => rows.length > 0 && rows.every((row) => typeof row[j] === 'number'))
  const flush = (j: number) => (right[j] ? raw(' class="number"') : undefined)
  const head = columns.map((column, j) => markup`<th scope="col"${flush(j)}>${column}</th>`)
  const body = rows.map(
    (_, i) => markup`<tr>${texts.map((column, j) => markup`<td${flush(j)}>${column[i]}</td>`)}</tr>\n`,
  )
  return markup`<div class="wide" tabindex="0" role="region" aria-label="${caption ?? 'Table'}"><table>${
    caption === undefined ? undefined : markup`<caption><span>${caption}</span></caption>`
  }
<thead><tr>${head}</tr></thead>
<tbody>${body}</tbody></table></div>\n`
}

/** Settings, folded away, as a table of dotted names and the exact values. */
export function settingsMarkup(heading: string, settings: Settings): Markup {
  const rows = flatten(settings).map(
    ([name, value]) => markup`<tr><th scope="row">${name}</th><td>${value}</td></tr>\n`,
  )
  return markup`<details><summary>${heading}</summary><div class="wide" tabindex="0" role="region" aria-label="${heading}"><table class="settings"><tbody>${rows}</tbody></table></div></details>\n`
}

/** Rounds nothing: these values are for repeating a run. */
function flatten(settings: Settings, prefix = ''): [name: string, value: string][] {
  return Object.entries(settings).flatMap(([name, value]): [string, string][] => {
    if (value === undefined) return []
    if (isNested(value)) return flatten(value, `${prefix}${name}.`)
    return [[prefix + name, typeof value === 'object' && value !== null ? value.join(', ') : String(value)]]
  })
}

function isNested(value: Settings[string]): value is Settings {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
