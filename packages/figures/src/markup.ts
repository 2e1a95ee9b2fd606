/** A piece of SVG or HTML that is safe to put into a document as it is. */
export interface Markup {
  readonly markup: string
}

type Part = Markup | string | number | undefined | readonly Part[]

/** Marks a string as finished markup: only for text this package made itself. */
export const raw = (text: string): Markup => ({ markup: text })

/** Leaves out the characters that XML forbids, however they are written. */
export const withoutForbidden = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what has to go.
  text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')

/** Escapes text for an element's content or a quoted attribute, in SVG and in HTML. Control characters XML forbids go. */
export function escapeText(text: string): string {
  return withoutForbidden(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

/** A coordinate to a hundredth of a pixel: what the eye can tell apart, in few bytes. */
export const coordinate = (value: number): number => Math.round(value * 100) / 100

function rendered(part: Part): string {
  if (part === undefined) return ''
  if (typeof part === 'string') return escapeText(part)
  if (typeof part === 'number') return String(coordinate(part))
  if ('markup' in part) return part.markup
  return part.map(rendered).join('')
}

/** A template tag: strings put into it are escaped, numbers are coordinates, lists are joined, markup stays markup. */
export function markup(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return raw(strings.reduce((text, string, i) => text + rendered(parts[i - 1]) + string))
}
