import { parse, textMetrics, View } from 'vega'
import { type Config, compile, type TopLevelSpec } from 'vega-lite'
import { escapeText, withoutForbidden } from './markup.js'
import { textWidth, theme } from './theme.js'

// In vega's exports, though not in its types.
declare module 'vega' {
  export const textMetrics: { width(item: { readonly fontSize?: number }, text: unknown): number }
}

const config: Config = {
  background: theme.paper,
  font: theme.font,
  padding: 12,
  aria: false,
  view: { stroke: null },
  axis: {
    domainColor: theme.muted,
    gridColor: theme.hairline,
    labelColor: theme.muted,
    labelFontSize: theme.fontSize.label,
    tickColor: theme.muted,
    tickSize: 4,
    titleColor: theme.ink,
    titleFontSize: theme.fontSize.label,
    titleFontWeight: 'normal',
  },
  title: {
    color: theme.ink,
    fontSize: theme.fontSize.title,
    fontWeight: 'bold',
    anchor: 'start',
    frame: 'group',
    offset: 10,
  },
  legend: {
    labelColor: theme.ink,
    labelFontSize: theme.fontSize.label,
    labelLimit: 0,
    title: null,
    symbolOpacity: 1,
    symbolStrokeWidth: 2,
  },
}

/** Draws a Vega-Lite specification in the shared look, as an SVG document: no browser, no canvas, the same bytes each time. */
export async function drawVega(spec: TopLevelSpec, alt: string): Promise<string> {
  // Vega takes the optional `canvas` package's text widths where it finds one, so that the layout would depend on what is
  // installed, and 0.8 em a letter where it finds none, which tears legends apart.
  textMetrics.width = ({ fontSize = 11 }, text) => textWidth(String(text ?? ''), fontSize)
  const view = new View(parse(compile(spec, { config }).spec), { renderer: 'none' })
  const svg = withoutForbidden(await view.toSVG()) // names of series are in there as they were given
  view.finalize()
  return svg.replace('<svg ', `<svg role="img" aria-label="${escapeText(alt)}" `)
}
