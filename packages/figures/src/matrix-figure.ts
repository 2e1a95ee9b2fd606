import { type Band, type BandLayout, bandSize, layOutBands } from './bands.js'
import { requireSome } from './checks.js'
import type { ColourScale } from './colour-scale.js'
import type { Drawing } from './figure.js'
import { columnLabelHeight, columnLabels, heatMapCells, rowLabels, rowLabelWidth } from './heat-map.js'
import { colourLegend, leastLegendHeight, legendWidth } from './legend.js'
import { type Markup, markup } from './markup.js'
import { type Matrix, requireMatrix } from './matrix.js'
import { theme } from './theme.js'
import { wrapText } from './wrap-text.js'

/** One matrix of a figure: a model, for instance. */
export interface MatrixPanel {
  /** Stands above the matrix; needed only where there are several. */
  readonly title?: string
  /** Features by latents, [F, J]. */
  readonly matrix: Matrix
  /** The J columns from left to right: the latents' indices, and the attribute each belongs to as its group. */
  readonly latents: readonly Band[]
}

/** Matrices of the same rows, drawn side by side on one scale. */
export interface MatrixFigureContent {
  /** The F rows from top to bottom: the features, and the attribute each belongs to as its group. */
  readonly features: readonly Band[]
  readonly panels: readonly MatrixPanel[]
  /** Panels side by side before a new row of them begins; all of them by default. */
  readonly panelsPerRow?: number
}

const margin = 12
const panelGap = 20
const largestCell = 18

interface MatrixStyle {
  readonly scale: ColourScale
  readonly legendTitle: string
  readonly alt: string
  /** Whether rows and columns have the same groups, whose sizes each panel then says. */
  readonly counted?: boolean
}

/** Checks the panels and draws them on one scale with its legend. Throws FiguresError where sizes and labels disagree. */
export function drawMatrices(content: MatrixFigureContent & MatrixStyle): Drawing {
  const { features, panels, panelsPerRow = panels.length, scale, legendTitle, alt, counted = false } = content
  requireSome('panels', panels)
  for (const [i, panel] of panels.entries()) requireMatrix(`panels[${i}].matrix`, panel.matrix, features, panel.latents)

  const across = Math.min(panelsPerRow, panels.length)
  const rows = layOutBands(features, across === 1 ? 15 : 13)
  const left = margin + rowLabelWidth(rows)
  const room = (theme.width - left - legendWidth - margin - across * panelGap) / across
  const widestPanel = panels.reduce((widest, { latents }) => Math.max(widest, latents.length), 0)
  const panelWidth = Math.min(room, widestPanel * largestCell)
  const layouts = panels.map(({ latents }) => layOutBands(latents, bandSize(latents, panelWidth, 2 * largestCell)))

  const titleHeight = panels.some((panel) => panel.title !== undefined) ? 26 : 12
  const counts = layouts.map((columns) => (counted ? countLines(rows, columns) : []))
  const footHeight = Math.max(
    ...layouts.map((columns, i) => columnLabelHeight(columns) + 18 + countLineHeight * counts[i]!.length),
  )
  const pitch = titleHeight + rows.length + footHeight
  const columnPitch = Math.max(...layouts.map((layout) => layout.length)) + panelGap

  const drawn = panels.map((panel, i) => {
    const [x, y] = [left + (i % across) * columnPitch, margin + Math.floor(i / across) * pitch + titleHeight]
    const columns = layouts[i]!
    return markup`<g transform="translate(${x} ${y})">${panelTitle(panel, columns)}${
      i % across === 0 ? rowLabels(rows) : undefined
    }${heatMapCells(panel.matrix, rows, columns, scale)}<g transform="translate(0 ${rows.length})">${columnLabels(columns)}<text x="${columns.length / 2}" y="${columnLabelHeight(columns) + 13}" text-anchor="middle">latent</text>${counts[
      i
    ]!.map(
      (line, k) =>
        markup`<text x="${columns.length / 2}" y="${columnLabelHeight(columns) + 13 + countLineHeight * (k + 1)}" text-anchor="middle" fill="${theme.muted}">${line}</text>`,
    )}</g></g>`
  })
  const values = panels.map((panel) => extremes(panel.matrix.data))
  const legendHeight = Math.max(rows.length, leastLegendHeight)
  const legend = colourLegend(scale, {
    title: legendTitle,
    height: legendHeight,
    smallest: Math.min(...values.map(([low]) => low)),
    largest: Math.max(...values.map(([, high]) => high)),
  })
  const legendX = left + across * columnPitch
  return {
    width: legendX + legendWidth + margin,
    height: margin + Math.max(Math.ceil(panels.length / across) * pitch, titleHeight + legendHeight) + margin / 2,
    alt,
    body: markup`${drawn}<g transform="translate(${legendX} ${margin + titleHeight})">${legend}</g>`,
  }
}

const countLineHeight = 13

/** How many columns each group of the rows has beside how many rows, `hat 5/6`, in lines that are no wider than the panel. */
function countLines(rows: BandLayout, columns: BandLayout): string[] {
  const countIn = ({ bands }: BandLayout, name: string) => bands.filter(({ group }) => group === name).length
  const counts = rows.groups.map(({ name }) => `${name}\u00a0${countIn(columns, name)}/${countIn(rows, name)}`)
  return columns.groups.length === 0 ? [] : wrapText(counts.join(', '), columns.length + panelGap, theme.fontSize.label)
}

function panelTitle({ title }: MatrixPanel, columns: BandLayout): Markup | undefined {
  if (title === undefined) return undefined
  return markup`<text x="${columns.length / 2}" y="-9" text-anchor="middle" font-size="${theme.fontSize.title}" font-weight="bold">${title}</text>`
}

function extremes(data: ArrayLike<number>): [low: number, high: number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (let i = 0; i < data.length; i++) {
    low = Math.min(low, data[i]!)
    high = Math.max(high, data[i]!)
  }
  return [low, high]
}
