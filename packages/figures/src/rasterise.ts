import { createRequire } from 'node:module'
import { renderAsync } from '@resvg/resvg-js'
import { theme } from './theme.js'

// resvg leaves text out where it finds no font, and a bare Linux has none; with its own the pixels are the same everywhere.
const { resolve } = createRequire(import.meta.url)
const fontFiles = ['400Regular/Arimo_400Regular.ttf', '700Bold/Arimo_700Bold.ttf'].map((file) =>
  resolve(`@expo-google-fonts/arimo/${file}`),
)

/** Draws an SVG document as PNG bytes at two pixels per unit, on white, with the package's own font. */
export async function rasterise(svg: string): Promise<Uint8Array> {
  const image = await renderAsync(svg, {
    background: theme.paper,
    fitTo: { mode: 'zoom', value: 2 },
    font: { loadSystemFonts: false, fontFiles, defaultFontFamily: 'Arimo', sansSerifFamily: 'Arimo' },
  })
  return new Uint8Array(image.asPng())
}
