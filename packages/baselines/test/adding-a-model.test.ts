import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { useCpuBackend } from './use-cpu-backend.js'

// Follows docs/adding-a-model.md: writes its files down, holds them to their types, runs its test and its training.

const root = resolve(import.meta.dirname, '../../..')
const page = readFileSync(join(root, 'docs/adding-a-model.md'), 'utf8')
/** Every block that is fenced as `ts`, by the file's name in its first line. */
const files = [...page.matchAll(/^```ts\n\/\/ (\S+)\n(.*?)^```$/gms)].map(([, name, code]) => ({
  name: name!,
  code: code!,
}))

// below the package's own folder, so that imports resolve as its own do
const folder = mkdtempSync(join(import.meta.dirname, '../.examples-'))
for (const { name, code } of files) writeFileSync(join(folder, name), code)
afterAll(() => rmSync(folder, { recursive: true }))

describe('the page on adding a model', () => {
  beforeAll(useCpuBackend)

  it('has a model, its test and its training, and no block without a name', () => {
    expect(files.map(({ name }) => name)).toEqual(['free-bits-vae.ts', 'free-bits-vae.test.ts', 'train.ts'])
    expect(page.match(/^```ts$/gm)).toHaveLength(files.length)
  })

  it('holds its types', () => {
    expect(typeErrors(files.map(({ name }) => join(folder, name)))).toEqual([])
  })

  it('trains the model', async () => {
    const { elbos } = (await import(join(folder, 'train.ts'))) as { elbos: number[] }
    expect(elbos).toHaveLength(3)
    expect(elbos[2]!).toBeGreaterThan(elbos[0]!)
  })
})

// the page's own test joins those of this file
await import(join(folder, 'free-bits-vae.test.ts'))

function typeErrors(paths: readonly string[]): string[] {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.base.json'), ts.sys.readFile)
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root)
  const program = ts.createProgram(paths, options)
  return paths
    .flatMap((path) => program.getSemanticDiagnostics(program.getSourceFile(path)))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '))
}
