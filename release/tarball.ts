import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

const BLOCK = 512

/** What a tarball of a package holds: its files, and their bytes all together. */
export function contentsOf(tarball: string): { readonly files: readonly string[]; readonly bytes: number } {
  const archive = gunzipSync(readFileSync(tarball))
  const files: string[] = []
  let bytes = 0
  for (let at = 0; at + BLOCK <= archive.length; ) {
    const text = (from: number, length: number) =>
      archive.toString('utf8', at + from, at + from + length).replace(/\0.*$/s, '')
    const size = Number.parseInt(text(124, 12), 8) || 0
    const isFile = ['0', ''].includes(text(156, 1))
    if (isFile && text(0, 100) !== '') {
      files.push(
        [text(345, 155), text(0, 100)]
          .filter(Boolean)
          .join('/')
          .replace(/^package\//, ''),
      )
      bytes += size
    }
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK
  }
  return { files: files.sort(), bytes }
}
