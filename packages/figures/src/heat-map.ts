import type { BandLayout } from './bands.js'
import { type ColourScale, levelOf } from './colour-scale.js'
import { groupLabelHeight, groupLabels } from './group-labels.js'
import { coordinate, type Markup, markup, raw } from './markup.js'
import type { Matrix } from './matrix.js'
import { theme, widest } from './theme.js'

const labelGap = 5
const groupNameGap = 16

/** The cells of a heat map, one path per colour; from 8 pixels on they stand a pixel apart. */
export function heatMapCells(matrix: Matrix, rows: BandLayout, columns: BandLayout, scale: ColourScale): Markup {
  const seam = columns.size >= 8 ? 1 : 0
  const [w, h] = [coordinate(columns.size - seam), coordinate(rows.size - (rows.size >= 8 ? 1 : 0))]
  const paths = new Map<string, string>()
  rows.starts.forEach((y, i) => {
    columns.starts.forEach((x, j) => {
      const colour = scale.levels[levelOf(scale, matrix.data[i * matrix.columns + j]!)]!
      const cell = `M${coordinate(x)} ${coordinate(y)}h${w}v${h}h-${w}z`
      paths.set(colour, (paths.get(colour) ?? '') + cell)
    })
  })
  // Cells that touch are drawn to whole pixels, or antialiasing shows the paper between them.
  const rendering = seam === 0 ? raw(' shape-rendering="crispEdges"') : undefined
  const drawn = [...paths].map(([colour, path]) => markup`<path fill="${colour}" d="${path}"/>`)
  return markup`<g${rendering}>${drawn}</g>`
}

/** The width that `rowLabels` needs left of the cells. */
export function rowLabelWidth(rows: BandLayout): number {
  const { label } = theme.fontSize
  const labels = widest(
    rows.bands.map((band) => band.label),
    label,
  )
  const names = widest(
    rows.groups.map((group) => group.name),
    label,
  )
  return labels + labelGap + (names > 0 ? names * 1.06 + groupNameGap : 0)
}

/** Labels left of the cells, the groups' names in bold left of a bracket. */
export function rowLabels(rows: BandLayout): Markup {
  const { label } = theme.fontSize
  const bracket = -(
    widest(
      rows.bands.map((band) => band.label),
      label,
    ) +
    labelGap +
    groupNameGap / 2
  )
  const middle = 0.36 * label // From a line's middle to its baseline, in Arial.
  return markup`<g text-anchor="end">${rows.bands.map(
    (band, i) =>
      markup`<text x="${-labelGap}" y="${rows.starts[i]! + rows.size / 2 + middle}" fill="${theme.muted}">${band.label}</text>`,
  )}${rows.groups.map(
    ({ name, start, end }) =>
      markup`<path d="M${bracket + 3} ${start + 0.5}h-3V${end - 1.5}h3" fill="none" stroke="${theme.muted}"/><text x="${bracket - 5}" y="${(start + end) / 2 + middle}" font-weight="bold">${name}</text>`,
  )}</g>`
}

/** How column labels go under cells of this width: level, turned by a quarter, or not at all where they are empty or would collide. */
function columnLabelStyle(columns: BandLayout): { fontSize: number; turned: boolean; height: number } | undefined {
  const texts = columns.bands.map((band) => band.label)
  if (texts.every((text) => text === '')) return undefined
  for (const fontSize of [theme.fontSize.label, 9, 8])
    if (widest(texts, fontSize) <= columns.size - 1) return { fontSize, turned: false, height: fontSize + 4 }
  const fontSize = Math.min(9, columns.size)
  return fontSize >= 7 ? { fontSize, turned: true, height: widest(texts, fontSize) + 5 } : undefined
}

/** The height that `columnLabels` needs under the cells. */
export function columnLabelHeight(columns: BandLayout): number {
  return (columnLabelStyle(columns)?.height ?? 2) + groupLabelHeight(columns)
}

/** Labels under the cells, with a bracket and its name under each group; y = 0 is the cells' lower edge. */
export function columnLabels(columns: BandLayout): Markup {
  const style = columnLabelStyle(columns)
  const labels =
    style &&
    columns.bands.map(({ label }, i) => {
      const x = columns.starts[i]! + (columns.size - 1) / 2
      return style.turned
        ? markup`<text transform="translate(${x + 0.36 * style.fontSize} 4) rotate(-90)" text-anchor="end">${label}</text>`
        : markup`<text x="${x}" y="${style.fontSize + 2}" text-anchor="middle">${label}</text>`
    })
  const names = groupLabels(columns, (style?.height ?? 2) + 3)
  return markup`<g fill="${theme.muted}" font-size="${style?.fontSize ?? theme.fontSize.label}">${labels}</g>${names}`
}
