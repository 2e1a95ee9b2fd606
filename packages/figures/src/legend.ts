import type { ColourScale } from './colour-scale.js'
import { formatNumber } from './format.js'
import { type Markup, markup } from './markup.js'
import { theme } from './theme.js'

const barWidth = 11

/** Width of a colour legend with its numbers. */
export const legendWidth = 52

/** Below this height its numbers would touch. */
export const leastLegendHeight = 72

/** A colour legend, upright, its title above y = 0; ends that hide larger values say so. */
export function colourLegend(
  scale: ColourScale,
  options: { title: string; height: number; smallest: number; largest: number },
): Markup {
  const { title, height, smallest, largest } = options
  const step = height / scale.levels.length
  const edge = (level: number) => Math.round(height - level * step)
  const steps = scale.levels.map(
    (colour, level) =>
      markup`<rect y="${edge(level + 1)}" width="${barWidth}" height="${edge(level) - edge(level + 1)}" fill="${colour}"/>`,
  )
  const ticks = ticksOf(scale).map((value) => {
    const beyond = value === scale.high && largest > value ? '≥ ' : value === scale.low && smallest < value ? '≤ ' : ''
    const y = height * (1 - (value - scale.low) / (scale.high - scale.low))
    return markup`<path d="M${barWidth} ${y}h3" stroke="${theme.muted}"/><text x="${barWidth + 6}" y="${y + 3.6}" fill="${theme.muted}">${beyond}${formatNumber(value)}</text>`
  })
  return markup`<text y="-8">${title}</text>${steps}${ticks}`
}

/** Round numbers within the scale, at most nine, and always its two ends. */
function ticksOf({ low, high }: ColourScale): number[] {
  const span = high - low
  const step = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5].find((candidate) => span / candidate <= 8) ?? span / 4
  const first = Math.ceil(low / step)
  const round = Array.from({ length: Math.floor(high / step) - first + 1 }, (_, i) =>
    Number(((first + i) * step).toFixed(6)),
  )
  return [low, ...round.filter((value) => value - low > step / 2 && high - value > step / 2), high]
}
