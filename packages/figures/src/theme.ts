/** The look that all figures share. */
export const theme = {
  /** Arimo, which the PNGs are drawn with, has the widths of Arial: the layout is the same wherever the SVG is opened. */
  font: "Arial, 'Helvetica Neue', Helvetica, Arimo, 'Liberation Sans', sans-serif",
  ink: '#1b1f24',
  muted: '#5b6570',
  hairline: '#e3e7ec',
  paper: '#ffffff',
  /** Dark enough for thin lines on white, told apart in the common colour vision deficiencies by lightness too. */
  categories: ['#1f5a94', '#cc5a3b', '#2f8f7f', '#d39a1e', '#77508f', '#6b7280'],
  fontSize: { label: 10, title: 12 },
  /** Width of a full figure, in pixels. */
  width: 960,
} as const

/** Width of text in pixels, a little generous: Arial's letters are 0.5 em wide on average, capitals and digits 0.56 to 0.7. */
export function textWidth(text: string, fontSize: number): number {
  let ems = 0
  for (const letter of text)
    ems += /[iljtfrI1.,:;|' ()[\]]/.test(letter) ? 0.36 : /[A-Zmw@%γ−≥]/.test(letter) ? 0.74 : 0.56
  return ems * fontSize
}

/** Width of the widest of several texts, in pixels. */
export const widest = (texts: readonly string[], fontSize: number): number =>
  texts.reduce((width, text) => Math.max(width, textWidth(text, fontSize)), 0)
