/** A format by how its files begin. Only these are decoded: the library knows others that read further files, or take any time. */
const signatures = [
  { format: 'PNG', at: 0, bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { format: 'JPEG', at: 0, bytes: [0xff, 0xd8, 0xff] },
  { format: 'WebP', at: 8, bytes: [0x57, 0x45, 0x42, 0x50] },
  { format: 'GIF', at: 0, bytes: [0x47, 0x49, 0x46, 0x38] },
  { format: 'TIFF', at: 0, bytes: [0x49, 0x49, 0x2a, 0x00] },
  { format: 'TIFF', at: 0, bytes: [0x4d, 0x4d, 0x00, 0x2a] },
] as const

export type ImageFormat = (typeof signatures)[number]['format']

/** The format of these bytes, of which the first 12 are enough; undefined for any other. */
export const imageFormatOf = (start: Uint8Array): ImageFormat | undefined =>
  signatures.find(({ at, bytes }) => bytes.every((byte, k) => start[at + k] === byte))?.format

/** What images that are read are called, in lower case. */
export const imageEndings = ['.png', '.jpg', '.jpeg', '.jpe', '.jfif', '.webp', '.gif', '.tif', '.tiff'] as const

/** Images of other formats, which messages name. */
export const unreadEndings = ['.bmp', '.heic', '.heif', '.avif', '.svg', '.psd', '.jp2', '.ppm', '.pgm', '.dcm', '.ico']

export const readFormats = 'PNG, JPEG, WebP, GIF or TIFF'
