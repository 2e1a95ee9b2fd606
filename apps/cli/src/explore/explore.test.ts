import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { encodeNpy } from '@vsc/data'
import type { ExplorerContents } from '@vsc/explorer'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { runHere } from '../../test/run-here.js'
import { smallSmileys } from '../../test/small-smiley.config.js'
import { openInBrowser } from './open-in-browser.js'

const test = resolve(import.meta.dirname, '../../test')
const run = join(test, 'small-smiley-run')
const lab = ['--use', join(test, 'small-smiley.config.ts')]

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'explore-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('vsc explore', () => {
  it('writes one page, and says where and how large it is', async () => {
    const out = join(folder, 'pages', 'page.html')
    const { code, stdout, stderr } = await runHere(['explore', run, ...lab, '--out', out])
    expect([code, stdout]).toEqual([0, `${out}\n`])
    expect(stderr).toMatch(/\d\.\d MB, to be opened in a browser/)
    const html = await readFile(out, 'utf8')
    expect(html).toContain('<title>VSC on small-smiley</title>')
    expect(html).toContain(`"command":"vsc explore ${run} --use `)
  })

  it('knows latents by the examples of the run, however few of others it shows', async () => {
    const few = join(folder, 'few.npy')
    const data = smallSmileys({ count: 3, split: 'train' }).read([0, 1])
    await writeFile(few, encodeNpy({ shape: [2, 256], data }))
    const contentsOf = async (...argv: string[]) => {
      const out = join(folder, 'few.html')
      expect(await runHere(['explore', run, ...lab, '--out', out, ...argv])).toMatchObject({ code: 0 })
      const html = await readFile(out, 'utf8')
      return JSON.parse(/id="contents">([^<]*)</.exec(html)![1]!) as ExplorerContents
    }
    const [own, others] = [await contentsOf(), await contentsOf('--data', few)]
    expect(others.model.latents).toEqual(own.model.latents)
    expect(others.data.examples).toHaveLength(2)
    expect(others.data.name).toBe(few)
  })

  it('says so where the examples of the run are gone, and takes those that it is given', async () => {
    const few = join(folder, 'left.npy')
    await writeFile(few, encodeNpy({ shape: [2, 256], data: smallSmileys({ count: 3, split: 'train' }).read([0, 1]) }))
    const out = join(folder, 'left.html')
    const { code, stderr } = await runHere(['explore', run, '--no-config', '--out', out, '--data', few])
    expect(code).toBe(0)
    expect(stderr).toContain(`the run's own data are not at hand: sliders go as far as the codes of ${few} do`)
  })

  it('refuses a file of another kind, data of another size, and a model that its lab does not know, in one line', async () => {
    const vectors = join(folder, 'vectors.npy')
    await writeFile(vectors, encodeNpy({ shape: [4, 3], data: Float32Array.from({ length: 12 }, (_, k) => k) }))
    const refused = async (...argv: string[]) => {
      const { code, stdout, stderr } = await runHere(['explore', run, '-q', ...argv])
      expect([code, stdout]).toEqual([2, ''])
      expect(stderr.trim().split('\n')).toHaveLength(1)
      return stderr
    }
    expect(await refused(...lab, '--out', join(folder, 'page.pdf'))).toContain('its name must end in .html')
    expect(await refused(...lab, '--data', vectors)).toContain('the model takes examples of 256 numbers')
    expect(await refused('--no-config')).toContain('the data of this run are not at small-smiley')
  })
})

it('says that no browser could be started', async () => {
  vi.stubEnv('PATH', folder)
  expect(await openInBrowser('page.html', 'linux')).toBe(false)
  vi.unstubAllEnvs()
})
