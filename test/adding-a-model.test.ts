import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { ModelFamily } from '@vsc/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { useCpuBackend } from '../packages/baselines/test/use-cpu-backend.js'
import { pageFiles, typeErrors, writeFiles } from './page-files.js'
import { root } from './workspace.js'

// Follows docs/adding-a-model.md: writes its files down, holds them to their types, runs its test and its training.

const files = pageFiles('docs/adding-a-model.md')

// below the folder of the baselines, so that imports resolve as theirs do
const folder = mkdtempSync(join(root, 'packages/baselines/.examples-'))
writeFiles(folder, files)
afterAll(() => rmSync(folder, { recursive: true }))

describe('the page on adding a model', () => {
  beforeAll(useCpuBackend)

  it('has a model, its test and its training, and no block without a name', () => {
    expect(files.map(({ name }) => name)).toEqual(['free-bits-vae.ts', 'free-bits-vae.test.ts', 'train.ts'])
    expect(readFileSync(join(root, 'docs/adding-a-model.md'), 'utf8').match(/^```ts$/gm)).toHaveLength(files.length)
  })

  it('holds its types', () => {
    expect(typeErrors(files.map(({ name }) => join(folder, name)))).toEqual([])
  })

  it('makes the model by its family, with its defaults', async () => {
    const { freeBitsVaeFamily: family } = (await import(join(folder, 'free-bits-vae.ts'))) as {
      freeBitsVaeFamily: ModelFamily
    }
    const model = family.create(family.settings.parse({}), { dataDim: 5, latentDim: 3, exampleCount: 10 })
    expect(model).toMatchObject({ name: family.name, config: { dataDim: 5, latentDim: 3, freeNats: 0.5 } })
  })

  it('trains the model', async () => {
    const { elbos } = (await import(join(folder, 'train.ts'))) as { elbos: number[] }
    expect(elbos).toHaveLength(3)
    expect(elbos[2]!).toBeGreaterThan(elbos[0]!)
  })
})

// the page's own test joins those of this file
await import(join(folder, 'free-bits-vae.test.ts'))
