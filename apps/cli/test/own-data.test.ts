import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encodeNpy, encodeNpz } from '@vsc/data'
import { readNpz } from '@vsc/data/node'
import { imageGridPng } from '@vsc/figures'
import { createRng } from '@vsc/random'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { runHere } from './run-here.js'

vi.setConfig({ testTimeout: 120_000 })

const count = 80
const side = 8
const rng = createRng('own data')
const labels = Uint8Array.from({ length: count }, (_, i) => i % 2)
/** [count, 8, 8]: images of one class are bright on the left, of the other on the right. */
const images = rng
  .fillUniform(new Float32Array(count * side * side))
  .map((value, k) => ((k % side) * 2 < side === (labels[Math.floor(k / side ** 2)] === 0) ? value : value / 4))

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vsc-own-'))
  const shape = [count, side, side]
  await writeFile(join(folder, 'own.npy'), encodeNpy({ shape, data: images }))
  await writeFile(
    join(folder, 'own.npz'),
    encodeNpz({ x: { shape, data: images }, y: { shape: [count], data: labels } }),
  )
  const lines = Array.from({ length: count }, (_, i) => [
    ...images.subarray(i * side ** 2, (i + 1) * side ** 2),
    `kind${labels[i]}`,
  ])
  const header = [...Array.from({ length: side ** 2 }, (_, m) => `p${m}`), 'kind']
  await writeFile(join(folder, 'own.csv'), [header, ...lines].map((cells) => `${cells.join(',')}\n`).join(''))
  for (const kind of ['left', 'right']) await mkdir(join(folder, 'photos', kind), { recursive: true })
  for (let i = 0; i < count; i++) {
    const data = images.subarray(i * side ** 2, (i + 1) * side ** 2)
    const png = imageGridPng({ count: 1, height: side, width: side, channels: 1, data }, { columns: 1, scale: 1 })
    await writeFile(join(folder, 'photos', labels[i] === 0 ? 'left' : 'right', `${i}.png`), png)
  }
})
afterAll(() => rm(folder, { recursive: true }))

async function vsc(...argv: string[]): Promise<string> {
  const { code, stdout, stderr } = await runHere([...argv, '-q'])
  expect(code, stderr).toBe(0)
  return stdout
}

it.each([
  ['own.npy', [], false],
  ['own.npz', [], true],
  ['own.csv', ['--set', 'data.labels=kind'], true],
  ['photos', [], true],
] as const)('%s is trained on, evaluated and encoded', async (file, set, labelled) => {
  const run = join(folder, `run-${file}`)
  const training = [
    '--set',
    'training.iterations=100',
    '--set',
    'training.batchSize=10',
    '--set',
    'data.testFraction=0.25',
  ]
  await vsc('train', '--data', join(folder, file), '--preset', 'smoke', ...set, ...training, '--out', run)
  const { model, data } = JSON.parse(await readFile(join(run, 'config.json'), 'utf8'))
  expect(model.config).toMatchObject({ dataDim: 64, likelihood: 'gaussian', mean: 'sigmoid' })
  expect(data.count).toBe(60)

  const report = JSON.parse(await vsc('evaluate', run, '--json'))
  expect(report.data).toMatchObject({ split: 'test', count: 20 })
  expect(report.likelihood).toBe('Gaussian, sigmoid mean, variance at least 0.01')
  if (labelled) expect(report.scores.linearAccuracy).toBeGreaterThan(0.5)
  else expect(report.scores).not.toHaveProperty('linearAccuracy')

  const codes = join(folder, `${file}.codes.npz`)
  await vsc('encode', run, '--out', codes)
  const arrays = await readNpz(codes)
  expect(Object.keys(arrays).sort()).toEqual(['codes', 'gamma', 'logVar', 'mu', ...(labelled ? ['labels'] : [])].sort())
  expect(arrays.codes!.shape).toEqual([20, 18])

  const csv = join(folder, `${file}.codes.csv`)
  await vsc('encode', run, '--out', csv)
  const [fromNpz, fromCsv] = [join(folder, `${file}.a.npy`), join(folder, `${file}.b.npy`)]
  await vsc('decode', run, codes, '--out', fromNpz)
  await vsc('decode', run, csv, '--out', fromCsv)
  expect(await readFile(fromCsv)).toEqual(await readFile(fromNpz))
})

it('that has changed since is refused', async () => {
  const file = join(folder, 'changing.csv')
  const lines = (last: number) =>
    `${Array.from({ length: 40 }, (_, i) => `${i / 40},${(i * i) / 1600},${i % 3}`).join('\n')}\n1,2,${last}\n`
  await writeFile(file, lines(3))
  const run = join(folder, 'run-changing')
  const set = ['--set', 'training.iterations=4', '--set', 'training.batchSize=10']
  await vsc('train', '--data', file, '--preset', 'smoke', ...set, '--out', run)
  await writeFile(file, lines(4))
  const { code, stderr } = await runHere(['resume', run])
  expect(code).toBe(2)
  expect(stderr).toMatch(/^error: [^\n]*changing\.csv does not hold the numbers that are asked for: [^\n]*\n$/)
})
