import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encodeNpy } from '@vsc/data'
import { createRng } from '@vsc/random'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { vsc } from './program.js'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

/** Markup where a page shows it, and what clears the screen of a terminal. */
const name = '<img src=x onerror=alert(1)> _a_ [b](c) \u001b[2J.npy'

let folder: string
let file: string
let run: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vsc-names-'))
  await mkdir(join(folder, 'private'))
  file = join(folder, 'private', name)
  run = join(folder, 'run')
  const data = createRng('hostile names').fillUniform(new Float32Array(40 * 12))
  await writeFile(file, encodeNpy({ shape: [40, 12], data }))
  const settings = ['model.hiddenDim=8', 'model.latentDim=3', 'training.iterations=6', 'training.batchSize=10']
  const set = settings.flatMap((setting) => ['--set', setting])
  const { code, stderr } = await vsc('train', '--data', file, '--preset', 'smoke', ...set, '--out', run)
  expect(code, stderr).toBe(0)
  expect(stderr).toContain('on 40 examples of')
  expectHarmless(stderr)
})
afterAll(() => rm(folder, { recursive: true }))

/** Nothing that a terminal obeys, but for the end of a line. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
const expectHarmless = (text: string) => expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/)

it('a name in an error does not reach the terminal raw', async () => {
  const { code, stderr } = await vsc(
    'train',
    '--data',
    `${file}.missing\u001b]0;title\u0007`,
    '--out',
    join(folder, 'none'),
  )
  expect(code).toBe(2)
  expect(stderr).toContain('\\x1b[2J')
  expectHarmless(stderr)
})

it('the model card has no live HTML and no markup in a name, and neither it nor the models have the folder of the data', async () => {
  const out = join(folder, 'exported')
  const { code, stderr } = await vsc('export', run, '--out', out)
  expect(code, stderr).toBe(0)
  const card = await readFile(join(out, 'README.md'), 'utf8')
  const text = card.replace(/```[\s\S]*?\n```/g, '') // what stands between is shown as it is
  expect(text).not.toMatch(/<|\[b\]\(c\)/)
  expect(text).toContain('&lt;img src=x onerror=alert(1)&gt; \\_a\\_')
  for (const name of ['README.md', 'encoder.onnx', 'decoder.onnx']) {
    const contents = await readFile(join(out, name), 'latin1')
    expect(contents).not.toContain(folder)
    expect(contents).not.toContain('private')
  }
})
