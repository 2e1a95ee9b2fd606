import type { TopLevelSpec } from 'vega-lite'
import { theme, widest } from './theme.js'

const columnGap = 62

/** A layer of a panel, or several. */
export type Layer = Extract<TopLevelSpec, { layer: readonly unknown[] }>['layer'][number]

/** The room that charts of one figure have beside and below each other: their size, and how Vega-Lite places them. */
export function layOutPanels(count: number, panelsPerRow: number) {
  const across = Math.min(panelsPerRow, count)
  const width = Math.min(520, theme.width / across - columnGap)
  const height = Math.min(220, Math.max(130, Math.round(width * 0.55)))
  return {
    size: { width, height },
    place: { columns: across, bounds: 'flush', spacing: { row: 84, column: columnGap } },
    /** The width of a row of panels with the gaps between them. */
    rowWidth: across * (width + columnGap) - columnGap,
  } as const
}

/** One colour for each name, the same in every panel. */
export const colourScaleOf = (names: readonly string[]) => ({
  domain: [...names],
  range: names.map((_, i) => theme.categories[i % theme.categories.length]!),
})

/** A legend above the panels, in as many lines as the names need; none for a single name. */
export function legendOf(names: readonly string[], rowWidth: number) {
  if (names.length < 2) return null
  const columns = Math.max(1, Math.floor(rowWidth / (widest(names, theme.fontSize.label) + 30)))
  return { orient: 'top', direction: 'horizontal', offset: 12, ...(columns < names.length && { columns }) } as const
}

/** A vertical axis of few numbers and no line of its own. */
export const verticalAxis = { grid: true, tickCount: 5, domain: false, ticks: false, labelPadding: 6 } as const

/** A title in a place of its own: Vega's moves with the height of the axis labels, and a row of titles would stand uneven. */
export const titleLayer = (title: string) =>
  ({
    data: { values: [{}] },
    mark: { type: 'text', align: 'left', fontSize: theme.fontSize.title, fontWeight: 'bold' },
    encoding: { x: { value: 0 }, y: { value: -16 }, color: { value: theme.ink }, text: { value: title } },
  }) as const
