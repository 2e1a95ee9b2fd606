import type { ExplorerData } from '../src/contents.js'
import { imageSize, numbersOfPixels } from './pictures.js'

/** What a file of one's own holds: an example, or a code. */
export type OwnFile = { readonly x: Float32Array } | { readonly code: Float32Array }

/**
 * Reads an image of the model's size, or a code as the page copies it.
 *
 * @throws Error saying in one line what the file is and what was expected
 */
export async function readOwnFile(file: File, data: ExplorerData, latentDim: number): Promise<OwnFile> {
  if (file.name.endsWith('.json')) return { code: await readCode(file, latentDim) }
  const size = imageSize(data)
  if (size === undefined) throw new Error(`${file.name}: these data are no images, so only codes (.json) can be opened`)
  if (!data.opensImages) {
    throw new Error(
      `${file.name}: this model takes images with each pixel standardised; vsc encode makes codes of them`,
    )
  }
  const image = await createImageBitmap(file, { colorSpaceConversion: 'none' }).catch(() => {
    throw new Error(`${file.name} is damaged, or no image that this browser can read`)
  })
  try {
    if (image.width !== size.width || image.height !== size.height) {
      throw new Error(
        `${file.name} has ${image.width} × ${image.height} pixels, the model takes ${size.width} × ${size.height}: scale it first`,
      )
    }
    const canvas = document.createElement('canvas')
    canvas.width = size.width
    canvas.height = size.height
    const context = canvas.getContext('2d', { willReadFrequently: true })!
    context.drawImage(image, 0, 0)
    return { x: numbersOfPixels(context.getImageData(0, 0, size.width, size.height), data) }
  } finally {
    image.close()
  }
}

async function readCode(file: File, latentDim: number): Promise<Float32Array> {
  const expected = `expected { "code": [${latentDim} numbers] }, as 'Copy the code' gives it`
  const parsed: unknown = await file
    .text()
    .then((text) => JSON.parse(text) as unknown)
    .catch(() => {
      throw new Error(`${file.name} is damaged, or no JSON: ${expected}`)
    })
  const code = (parsed as { readonly code?: unknown } | null)?.code
  if (!Array.isArray(code) || code.length !== latentDim || !code.every((value) => Number.isFinite(value))) {
    throw new Error(`${file.name} holds no code of this model: ${expected}`)
  }
  return Float32Array.from(code as number[])
}
