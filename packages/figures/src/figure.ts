import { FiguresError } from './errors.js'
import { type Markup, markup } from './markup.js'
import { rasterise } from './rasterise.js'
import { theme } from './theme.js'

/** A finished figure, as vectors and as pixels. */
export interface Figure {
  /** File name without its ending: lower-case letters, digits and hyphens. */
  readonly name: string
  readonly title: string
  readonly caption: string
  /** What the figure shows, in words, for readers who cannot see it. */
  readonly alt: string
  /** A complete SVG document that refers to nothing outside itself; its ids are its own, so many fit in one page. */
  readonly svg: string
  /** The same at two pixels per SVG unit, on white. */
  readonly png: Uint8Array
}

/** How a figure is called; every figure function takes these. */
export interface FigureText {
  /** File name without its ending: lower-case letters, digits and hyphens. */
  readonly name: string
  readonly title: string
  readonly caption?: string
}

/** A drawing before it has become a figure. */
export interface Drawing {
  readonly width: number
  readonly height: number
  readonly alt: string
  readonly body: Markup
}

/** Wraps a drawing's body into an SVG document on a white ground. */
export function svgDocument({ width, height, alt, body }: Drawing): string {
  const [w, h] = [Math.ceil(width), Math.ceil(height)]
  return markup`<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="${alt}" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}" font-family="${theme.font}" font-size="${theme.fontSize.label}" fill="${theme.ink}"><rect width="${w}" height="${h}" fill="${theme.paper}"/>${body}</svg>`
    .markup
}

/**
 * Turns an SVG document into a figure: makes its ids its own and draws the PNG.
 * Throws FiguresError WRONG_NAME where the name would not make a file name.
 */
export async function toFigure(text: FigureText, svg: string, alt: string): Promise<Figure> {
  const { name, title, caption = '' } = text
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))
    throw new FiguresError(
      'WRONG_NAME',
      `The figure's name is "${name}"; it becomes a file name and an id: use lower-case letters, digits and single hyphens, as in "training-curves".`,
    )
  const own = withOwnIds(svg, name)
  return { name, title, caption, alt, svg: own, png: await rasterise(own) }
}

/** Numbers the ids in their order under the figure's name: no two figures of a page share one, and no global count shows. */
function withOwnIds(svg: string, name: string): string {
  const ids = new Map([...svg.matchAll(/ id="([^"]+)"/g)].map(([, id], i) => [id, `${name}-${i}`]))
  return svg
    .replace(/ id="([^"]+)"/g, (_, id) => ` id="${ids.get(id)}"`)
    .replace(/url\(#([^)]+)\)/g, (_, id) => `url(#${ids.get(id)})`)
}
