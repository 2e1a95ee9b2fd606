import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readNpy } from '@vsc/data/node'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { runHere } from './run-here.js'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let folder: string
const runOf = (model: string) => join(folder, model)
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vsc-pictures-'))
  const short = ['--preset', 'smoke', '--set', 'training.iterations=10', '--set', 'data.count=60', '-q']
  for (const model of ['vsc', 'beta-vae']) {
    expect(await runHere(['train', '--model', model, ...short, '--out', runOf(model)])).toMatchObject({ code: 0 })
  }
})
afterAll(() => rm(folder, { recursive: true }))

async function traverse(model: string, ending: string, ...argv: string[]) {
  const out = join(folder, `traversal${ending}`)
  const { code, stderr } = await runHere(['traverse', runOf(model), '--count', '60', ...argv, '--out', out])
  expect(code, stderr).toBe(0)
  return { out, stderr }
}

/** What is written in a drawing, in its order. */
const textsOf = async (path: string) =>
  [...(await readFile(path, 'utf8')).matchAll(/>([^<>]+)<\/t/g)].map(([, text]) => text!)

describe('vsc traverse', () => {
  it('draws latents off, then through values of their own, with heads, rows and values', async () => {
    const { out, stderr } = await traverse('vsc', '.svg', '--latents', '3,5', '--steps', '3')
    const texts = await textsOf(out)
    expect(texts.slice(0, 4)).toEqual(['off', '2%', '50%', '98%'])
    expect(stderr).toContain('rows: latents 3, 5, around the code of example')
    for (const latent of [3, 5]) {
      const row = texts.findIndex((text) => text.startsWith(`latent ${latent}`))
      const [off, ...values] = texts.slice(row + 1, row + 5).map((text) => Number(text.replace('−', '-')))
      expect(off).toBe(0)
      expect(values).toEqual(values.toSorted((a, b) => a - b))
    }
  })

  it('leads a latent through its values over the data of the run where one example is shown', async () => {
    const one = await traverse('vsc', '.svg', '--latents', '3', '--steps', '3', '--count', '1')
    const values = (await textsOf(one.out)).filter((text) => /^−?[\d.]+$/.test(text))
    expect(new Set(values).size).toBe(4) // 0, and three of its own
  })

  it('has nothing to switch off in a model without spikes', async () => {
    const { out } = await traverse('beta-vae', '.svg', '--top', '2', '--steps', '3')
    expect((await textsOf(out)).slice(0, 3)).toEqual(['2%', '50%', '98%'])
  })

  it('takes the same values for all latents where they are said, and writes numbers in the order of the drawing', async () => {
    const { out } = await traverse('vsc', '.npy', '--top', '2', '--from', '-1', '--to', '1', '--steps', '3')
    expect((await readNpy(out)).shape).toEqual([6, 32, 32])
    const drawn = await traverse('vsc', '.svg', '--top', '1', '--from', '-1', '--to', '1', '--steps', '3')
    expect((await textsOf(drawn.out)).slice(0, 3).join(' ')).toContain('−1')
    const whole = await traverse('vsc', '.npy', '--top', '2')
    expect((await readNpy(whole.out)).shape).toEqual([20, 32, 32])
  })
})

it.each([
  ['sample', '--count'],
  ['traverse', '--steps'],
  ['interpolate', '--from', '0', '--to', '1', '--steps'],
])('vsc %s refuses more than there is memory for, and takes none of it', async (command, ...argv) => {
  const out = join(folder, 'many.png')
  const { code, stderr } = await runHere([command!, runOf('vsc'), ...argv, '1000000000000', '--out', out])
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: expect.stringMatching(/^error: \d+ decoded codes would take at least/),
  })
})

it('vsc export says in the card how its traversal is to be read', async () => {
  const out = join(folder, 'exported')
  expect(await runHere(['export', runOf('vsc'), '--count', '60', '-q', '--out', out])).toMatchObject({ code: 0 })
  expect(await readFile(join(out, 'README.md'), 'utf8')).toContain(
    'first with the spike off (z = 0), then from the value below',
  )
})
