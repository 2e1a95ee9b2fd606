import { type Band, type BandLayout, bandSize, layOutBands } from './bands.js'
import { requireLength, requireSome, requireWithin } from './checks.js'
import { divergingScale } from './colour-scale.js'
import { type Figure, type FigureText, svgDocument, toFigure } from './figure.js'
import { columnLabelHeight, columnLabels, heatMapCells, rowLabels, rowLabelWidth } from './heat-map.js'
import { colourLegend, leastLegendHeight, legendWidth } from './legend.js'
import { type Markup, markup } from './markup.js'
import { theme } from './theme.js'

/** Spike probabilities gamma of J latents over a set of examples. */
export interface SpikeProbabilityContent {
  /** The J latents from left to right: their indices, and the attribute each belongs to as its group. */
  readonly latents: readonly Band[]
  /** The mean of each latent's gamma over the examples, [J]. */
  readonly mean: ArrayLike<number>
  /** Per attribute the same mean over the examples that have it and over those that have not, [J] each. */
  readonly attributes: readonly {
    readonly name: string
    readonly present: ArrayLike<number>
    readonly absent: ArrayLike<number>
  }[]
  /** Single values of gamma, of any examples and latents and in any order: their histogram stands at the side. */
  readonly values: ArrayLike<number>
}

const margin = 12
const barsHeight = 110
const histogramWidth = 110
const titleHeight = 24
const rowHeight = 18

/**
 * Draws what the spikes do: each latent's mean gamma, a histogram of single gammas beside it on the same axis, and under
 * them how much higher each latent's mean gamma is where an attribute is present than where it is absent.
 *
 * A latent that signals an attribute is red in its row; one that is always on has a full bar and no colour. Throws
 * FiguresError where lengths differ or a probability is not in 0 to 1.
 *
 * @example
 * const figure = await spikeProbabilityFigure({
 *   name: 'spikes',
 *   title: 'Spike probabilities',
 *   latents: [{ label: '3' }, { label: '0' }],
 *   mean: [0.5, 0.01],
 *   attributes: [{ name: 'hat', present: [0.98, 0.01], absent: [0.02, 0.01] }],
 *   values: [0.99, 0.01, 0.02, 0.01],
 * })
 */
export async function spikeProbabilityFigure(content: FigureText & SpikeProbabilityContent): Promise<Figure> {
  requireContent(content)
  const { latents, mean, attributes, values } = content
  const rows = layOutBands(
    attributes.map(({ name }) => ({ label: name })),
    rowHeight,
  )
  const left = margin + Math.max(40, rowLabelWidth(rows))
  const room = theme.width - left - 24 - histogramWidth - margin
  const columns = layOutBands(latents, bandSize(latents, room, 18))
  const top = margin + titleHeight
  const mapTop = top + barsHeight + 14 + titleHeight
  const side = left + columns.length + 24
  const differences = attributes.flatMap(({ present, absent }) => latents.map((_, j) => present[j]! - absent[j]!))
  const scale = divergingScale(1)
  const matrix = { rows: attributes.length, columns: latents.length, data: differences }

  const alt = `${content.title}: mean spike probability of ${latents.length} latents, and its difference with ${attributes.map(({ name }) => name).join(', ')} present and absent.`
  const body = markup`<g transform="translate(${left} ${top})">${heading('mean γ per latent')}${probabilityAxis(columns.length)}${bars(columns, mean)}</g>
<g transform="translate(${side} ${top})">${heading('all γ')}${histogram(values)}</g>
<g transform="translate(${left} ${mapTop})">${heading('mean γ: attribute present − absent')}${rowLabels(rows)}${heatMapCells(matrix, rows, columns, scale)}<g transform="translate(0 ${rows.length})">${columnLabels(columns)}<text x="${columns.length / 2}" y="${columnLabelHeight(columns) + 13}" text-anchor="middle">latent</text></g></g>
<g transform="translate(${side} ${mapTop})">${colourLegend(scale, { title: 'difference', height: Math.max(rows.length, leastLegendHeight), smallest: -1, largest: 1 })}</g>`
  const drawing = {
    width: side + Math.max(histogramWidth, legendWidth) + margin,
    height: mapTop + Math.max(rows.length + columnLabelHeight(columns) + 18, leastLegendHeight) + margin,
    alt,
    body,
  }
  return toFigure(content, svgDocument(drawing), alt)
}

function requireContent({ latents, mean, attributes, values }: SpikeProbabilityContent): void {
  requireSome('latents', latents)
  requireSome('attributes', attributes)
  requireSome('values', values)
  requireWithin('values', values, 0, 1)
  const perLatent = [
    { what: 'mean', of: mean },
    ...attributes.flatMap(({ name, present, absent }) => [
      { what: `attribute "${name}", present`, of: present },
      { what: `attribute "${name}", absent`, of: absent },
    ]),
  ]
  for (const { what, of } of perLatent) {
    requireLength(what, of, latents.length, 'the number of latents')
    requireWithin(what, of, 0, 1)
  }
}

const heading = (text: string): Markup => markup`<text y="-11" font-weight="bold">${text}</text>`

/** Lines at 0, 0.5 and 1 with their numbers. */
function probabilityAxis(width: number): Markup {
  return markup`${[0, 0.5, 1].map((value) => {
    const y = (1 - value) * barsHeight
    return markup`<path d="M0 ${y}h${width}" stroke="${value === 0 ? theme.muted : theme.hairline}"/><text x="-6" y="${y + 3.6}" text-anchor="end" fill="${theme.muted}">${String(value)}</text>`
  })}`
}

function bars(columns: BandLayout, mean: ArrayLike<number>): Markup {
  const width = columns.size - (columns.size >= 8 ? 3 : columns.size / 4)
  return markup`<g fill="${theme.categories[0]}">${columns.starts.map(
    (x, j) =>
      markup`<rect x="${x + (columns.size - 1 - width) / 2}" y="${(1 - mean[j]!) * barsHeight}" width="${width}" height="${mean[j]! * barsHeight}"/>`,
  )}</g>`
}

/** Shares of the values in 20 steps of gamma, lying on their side so that gamma goes up as in the bars. */
function histogram(values: ArrayLike<number>): Markup {
  const counts = new Array<number>(20).fill(0)
  for (let i = 0; i < values.length; i++) counts[Math.min(counts.length - 1, Math.floor(values[i]! * counts.length))]!++
  const most = Math.max(...counts)
  const step = barsHeight / counts.length
  const room = histogramWidth - 34 // For the number beside the longest bar.
  return markup`<path d="M0 0V${barsHeight}" stroke="${theme.muted}"/>${counts.map((count, bin) => {
    const width = (count / most) * room
    const share = count / values.length
    const y = barsHeight - (bin + 1) * step
    const end = bin === 0 || bin === counts.length - 1 || count === most
    return markup`<rect y="${y + 0.5}" width="${width}" height="${step - 1}" fill="${theme.categories[0]}"/>${
      end
        ? markup`<text x="${width + 5}" y="${y + step / 2 + 3.6}" fill="${theme.muted}">${(100 * share).toFixed(0)}%</text>`
        : undefined
    }`
  })}`
}
