/** Maps the values of a heat map to colours; values beyond the ends take the end's colour. */
export interface ColourScale {
  readonly low: number
  readonly high: number
  /** Equal steps from low to high, as #rrggbb. */
  readonly levels: readonly string[]
}

// Both scales have a CIELAB lightness linear in the value (96 at zero, falling to 17 or 34), which is what makes equal
// differences look equal; hue and chroma only help the eye to name a value. Zero is nearly paper.
const tealToNavy = ['#f0f6f5', '#c1dfdd', '#90c7c7', '#5eaebb', '#3592b6', '#2175a7', '#2c5792', '#213e76', '#182657']
const greyToBlue = ['#f5f5f5', '#d1e1ea', '#b0cde0', '#8fb9d8', '#6ea4cf', '#4f8fc5', '#3b7ab3', '#2765a1', '#10518f']
const greyToRed = ['#f5f5f5', '#eedbd1', '#e6c1b0', '#e2a68d', '#dc896d', '#d36d51', '#c2543f', '#b0392e', '#9e181f']

const levelCount = 65 // Odd: the diverging scale has a level of its own for zero.

const channels = (colour: string): number[] => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))

function levelsThrough(stops: readonly string[]): string[] {
  return Array.from({ length: levelCount }, (_, level) => {
    const position = (level / (levelCount - 1)) * (stops.length - 1)
    const before = Math.min(Math.floor(position), stops.length - 2)
    const [from, to] = [channels(stops[before]!), channels(stops[before + 1]!)]
    const mixed = from.map((value, c) => Math.round(value + (to[c]! - value) * (position - before)))
    return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`
  })
}

/** A perceptually uniform scale for magnitudes, from 0 (light) to `high` (dark). */
export const sequentialScale = (high: number): ColourScale => ({ low: 0, high, levels: levelsThrough(tealToNavy) })

/** A perceptually uniform scale for signed values, from -`high` (blue) over 0 (light) to `high` (red). */
export const divergingScale = (high: number): ColourScale => ({
  low: -high,
  high,
  levels: levelsThrough([...greyToBlue.toReversed(), ...greyToRed.slice(1)]),
})

/** The index into `scale.levels` of a value's colour. */
export function levelOf(scale: ColourScale, value: number): number {
  const share = (value - scale.low) / (scale.high - scale.low)
  return Math.round(Math.min(1, Math.max(0, share)) * (scale.levels.length - 1))
}
