import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { Lab } from './lab.js'

/**
 * What a lab's own file says, with the files beside it that it imports, as a short hash: the same on every machine where they are the
 * same. Undefined where there is no such file.
 */
export async function labFingerprint({ file }: Pick<Lab, 'file'>): Promise<string | undefined> {
  if (file === undefined) return undefined
  const hash = createHash('sha256')
  for (const text of await textsFrom(file, new Set())) hash.update(`${text.length}:`).update(text)
  return hash.digest('hex').slice(0, 16)
}

/** A file's text, then those of the files that it imports by a relative path, each once. */
async function textsFrom(path: string, seen: Set<string>): Promise<string[]> {
  if (seen.has(path)) return []
  seen.add(path)
  const text = await readFile(path, 'utf8').catch(() => undefined)
  if (text === undefined) return []
  const texts = [text]
  for (const [, specifier] of text.matchAll(/(?:from|import)\s*\(?\s*['"](\.{1,2}\/[^'"]+)['"]/g)) {
    const target = resolve(dirname(path), specifier!)
    // TypeScript writes './model.js' for './model.ts'
    for (const candidate of [target, target.replace(/js$/, 'ts')]) texts.push(...(await textsFrom(candidate, seen)))
  }
  return texts
}
