import { FiguresError } from '../errors.js'
import type { Figure } from '../figure.js'
import { type Markup, markup, raw } from '../markup.js'
import type { Claim, Link, ReportContent, Section, Tile } from './content.js'
import { style } from './style.js'
import { formatValue, settingsMarkup, tableMarkup } from './table.js'

/** A table of contents helps from this many sections on. */
const contentsFrom = 4

/**
 * Writes a report as one HTML document that needs nothing but itself: no script, no network, figures inline.
 *
 * All text is escaped. Figures keep their white ground in the dark scheme, so that a colour means the same in both.
 * Throws FiguresError where a row of a table does not fit its columns or two figures share a name.
 *
 * @example
 * const html = report({
 *   title: 'VSC on Smiley',
 *   summary: 'All four attributes have latents of their own.',
 *   claims: [{ claim: 'Every attribute has a latent of its own.', holds: 'held', evidence: '4 of 4' }],
 *   tiles: [{ label: 'attributes owned', value: 4, note: 'of 4', verdict: 'good' }],
 *   sections: [{ heading: 'Correlation', paragraphs: ['Each block is an attribute.'] }],
 *   settings: { alpha: 0.01 },
 * })
 */
export function report(content: ReportContent): string {
  const { title, summary, claims = [], tiles = [], sections, settings, environment, language = 'en' } = content
  requireOwnNames(sections.flatMap(({ figures = [] }) => figures))
  const repeat = settings !== undefined || environment !== undefined
  const count = { figure: 0 }
  return markup`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<title>${title}</title>
<style>${raw(style)}</style>
</head>
<body>
<main>
<header>
<h1>${title}</h1>
<p class="summary">${summary}</p>
${claims.length > 0 ? markup`<ul class="claims">\n${claims.map(claimMarkup)}</ul>\n` : undefined}${tiles.length > 0 ? markup`<dl class="tiles">\n${tiles.map(tileMarkup)}</dl>\n` : undefined}${
  sections.length >= contentsFrom ? contentsMarkup(sections) : undefined
}</header>
${sections.map((section, i) => sectionMarkup(section, i, count))}${
  repeat
    ? markup`<section aria-labelledby="how"><h2 id="how">Settings and environment</h2>
${settings && settingsMarkup('Settings', settings)}${environment && settingsMarkup('Environment', environment)}</section>\n`
    : undefined
}</main>
</body>
</html>
`.markup
}

const verdicts = { good: 'reached', bad: 'not reached' } as const

function tileMarkup({ label, value, note, verdict }: Tile): Markup {
  const words = [
    note === undefined ? undefined : markup`${note}`,
    verdict === undefined ? undefined : markup`<span class="verdict">${verdicts[verdict]}</span>`,
  ].filter((part) => part !== undefined)
  const line = words.flatMap((part, i) => (i === 0 ? [part] : [raw(' · '), part]))
  return markup`<div class="tile ${verdict ?? ''}"><dt>${label}</dt><dd><div class="value">${formatValue(value)}</div>${
    line.length > 0 ? markup`<div class="note">${line}</div>` : undefined
  }</dd></div>\n`
}

function claimMarkup({ claim, holds, evidence }: Claim): Markup {
  return markup`<li class="${holds.replace(' ', '-')}"><span class="holds">${holds}</span><div><b>${claim}</b><p>${evidence}</p></div></li>\n`
}

const sectionId = (index: number): string => `section-${String(index + 1)}`

function contentsMarkup(sections: readonly Section[]): Markup {
  const items = sections.map(({ heading }, i) => markup`<li><a href="#${sectionId(i)}">${heading}</a></li>`)
  return markup`<nav aria-label="Contents"><ol>${items}</ol></nav>\n`
}

function sectionMarkup(section: Section, index: number, count: { figure: number }): Markup {
  const { heading, paragraphs = [], links = [], figures = [], tables = [] } = section
  return markup`<section aria-labelledby="${sectionId(index)}"><h2 id="${sectionId(index)}">${heading}</h2>
${paragraphs.map((paragraph) => markup`<p>${paragraph}</p>\n`)}${links.length > 0 ? markup`<ul>\n${links.map(linkMarkup)}</ul>\n` : undefined}${figures.map(
  (figure) => {
    count.figure++
    return figureMarkup(figure, count.figure)
  },
)}${tables.map(tableMarkup)}</section>
`
}

function linkMarkup({ href, text }: Link): Markup {
  return markup`<li><a href="${href}">${text}</a></li>\n`
}

function figureMarkup({ title, caption, svg }: Figure, number: number): Markup {
  return markup`<figure><div class="plate" tabindex="0">${raw(svg)}</div>
<figcaption><b>Figure ${String(number)}. ${title}.</b> ${caption}</figcaption></figure>
`
}

function requireOwnNames(figures: readonly Figure[]): void {
  const names = figures.map(({ name }) => name)
  const twice = names.find((name, i) => names.indexOf(name) !== i)
  if (twice !== undefined)
    throw new FiguresError(
      'WRONG_NAME',
      `Two figures of the report are named "${twice}"; names are file names and ids: give each its own.`,
    )
}
