import type { BandLayout } from './bands.js'
import { type Markup, markup } from './markup.js'
import { textWidth, theme } from './theme.js'

const { label: fontSize } = theme.fontSize
const lineHeight = 12
const gap = 5

/** How far a name may stand out beyond the bands. */
const overhang = 8

/** Where the name of a group stands under its bracket. */
interface Name {
  readonly text: string
  /** The middle of its bracket, where a line leads down to a name that is wider than its group. */
  readonly centre: number
  readonly left: number
  readonly right: number
  /** 0 is the line just under the brackets, where names stand that are no wider than their group. */
  readonly line: number
}

/**
 * The names of an axis's groups. One that is wider than its group begins at its bracket's middle, on a line so far down that no other
 * name and no other's lead is crossed: leads run left of all names that begin further right.
 */
function placeNames({ groups, length }: BandLayout): Name[] {
  const placed: Name[] = []
  for (const { name, start, end } of groups.toReversed()) {
    const [width, centre] = [textWidth(name, fontSize), (start + end) / 2]
    const fits = width <= end - start + 4
    const left = fits ? centre - width / 2 : Math.max(-overhang, Math.min(centre - 2, length + overhang - width))
    const right = left + width
    const inTheWay = placed.filter((other) => other.line > 0 && other.left < right + gap && left < other.right + gap)
    const line = fits ? 0 : 1 + Math.max(0, ...inTheWay.map((other) => other.line))
    placed.push({ text: name, centre, left, right, line })
  }
  return placed.reverse()
}

/** The height that `groupLabels` needs. */
export function groupLabelHeight(bands: BandLayout): number {
  if (bands.groups.length === 0) return 0
  return 20 + lineHeight * Math.max(...placeNames(bands).map(({ line }) => line))
}

/** A bracket under each group of bands, and its name; y is that of the brackets' lower edge. */
export function groupLabels(bands: BandLayout, y: number): Markup {
  const brackets = bands.groups.map(
    ({ start, end }) =>
      markup`<path d="M${start + 0.5} ${y - 2.5}v3H${end - 1.5}v-3" fill="none" stroke="${theme.muted}"/>`,
  )
  const names = placeNames(bands).map(({ text, centre, left, right, line }) => {
    const lead =
      line === 0
        ? undefined
        : markup`<path d="M${centre} ${y + 0.5}V${y + 3 + lineHeight * line}" stroke="${theme.muted}" stroke-width="0.5"/>`
    return markup`${lead}<text x="${(left + right) / 2}" y="${y + 12 + lineHeight * line}" text-anchor="middle" fill="${theme.ink}">${text}</text>`
  })
  return markup`<g>${brackets}${names}</g>`
}
