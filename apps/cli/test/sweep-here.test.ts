import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { startBucket } from './bucket.js'
import { runHere } from './run-here.js'
import { findingsOf, resultsIn, writeSweep } from './sweep-machines.js'

// Tiny models in this process: seconds in all, more where others use the machine.
vi.setConfig({ testTimeout: 300_000 })

let folder: string
let store: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sweep-here-'))
  store = join(folder, 'store')
})
afterAll(() => rm(folder, { recursive: true }))

/** Writes a sweep down and does it, one model after the other. */
async function sweep(name: string, more: Readonly<Record<string, unknown>>, ...argv: readonly string[]) {
  const file = join(folder, `${name}.json`)
  await writeSweep(file, 4, { name, ...more })
  const out = join(folder, name)
  return {
    out,
    ...(await runHere(['sweep', file, '--no-config', '--jobs', '1', '--store', store, '--out', out, ...argv])),
  }
}

const rowsOf = async (out: string) =>
  JSON.parse(await readFile(join(out, 'results.json'), 'utf8')).runs as Readonly<Record<string, unknown>>[]

it('trains every point, and leaves tables and a report', async () => {
  const { code, stdout, stderr, out } = await sweep('first', { seeds: [1] })
  expect(code, stderr).toBe(0)
  expect(stdout).toMatch(/^4 models were trained to the end\n.*report\.html\n$/)
  expect((await readdir(out)).sort()).toEqual(
    ['config.json', 'environment.json', 'figures', 'groups.csv', 'report.html', 'results.csv'].concat([
      ...['results.json', 'results.parquet', 'runs', 'summary.json'],
    ]),
  )
  expect((await rowsOf(out)).map(({ model, state }) => [model, state])).toEqual([
    ...[
      ['vsc', 'done'],
      ['vsc', 'done'],
    ],
    ...[
      ['beta-vae', 'done'],
      ['beta-vae', 'done'],
    ],
  ])
  expect(await resultsIn(store)).toBe(4)
})

it('with one seed more trains that seed alone, and finds the same of the first', async () => {
  const { code, stderr, out } = await sweep('second', { seeds: [1, 2] })
  expect(code, stderr).toBe(0)
  expect(stderr).toContain(`4 models were in ${store} already`)
  expect(stderr).toContain('8 models, 4 of them trained already')
  const { results } = await findingsOf(out)
  const before = await findingsOf(join(folder, 'first'))
  expect(results.filter(({ seed }) => seed === 1)).toEqual(before.results)
  expect(await resultsIn(store)).toBe(8)
})

it('says where models were trained with different numbers of threads, also when it is resumed', async () => {
  const threads = (n: number) => vi.stubEnv('VSC_THREADS', `${n}`)
  const trainedOn = async (out: string) => JSON.parse(await readFile(join(out, 'environment.json'), 'utf8')).trainedOn
  const own = ['--store', join(folder, 'kinds-store')]
  const says = /trained on 2 kinds of machine, equal up to rounding .* 3 threads\), .* 5 threads\)/
  try {
    threads(3)
    await sweep('kinds', { seeds: [11] }, ...own)
    threads(5)
    const { code, stderr, out } = await sweep('kinds-2', { seeds: [11, 12] }, ...own)
    expect(code, stderr).toBe(0)
    expect(stderr).toMatch(says)
    expect(await trainedOn(out)).toHaveLength(2)
    const resumed = await runHere(['sweep', '--resume', out, '--no-config', '--jobs', '1', ...own])
    expect(resumed.stderr).toMatch(says)
    expect(await trainedOn(out)).toHaveLength(2)
    expect(await readFile(join(out, 'report.html'), 'utf8')).toMatch(/3 threads/)
  } finally {
    vi.unstubAllEnvs()
  }
})

it('trains anew what the store has of a run that was damaged there, and all of it where that is asked for', async () => {
  const [identity] = await readdir(join(store, 'runs'))
  const [attempt] = (await readdir(join(store, 'runs', identity!))).filter((name) => name !== 'result.json')
  const files = await readdir(join(store, 'runs', identity!, attempt!))
  const log = files.find((name) => name.endsWith('metrics.jsonl'))!
  await writeFile(join(store, 'runs', identity!, attempt!, log), 'damaged')
  const out = join(folder, 'elsewhere', 'mended') // beside no other experiment that has the run
  const mended = await sweep('mended', { seeds: [1, 2] }, '--out', out)
  expect(mended.code, mended.stderr).toBe(0)
  expect(mended.stderr).toMatch(/warning: .*metrics.jsonl is not as it was written/)
  expect(mended.stderr).toContain('8 models, 7 of them trained already')
  expect(await findingsOf(out)).toEqual(await findingsOf(join(folder, 'second')))
  const fresh = await sweep('fresh', { seeds: [1] }, '--fresh')
  expect(fresh.stderr).not.toContain('already')
  expect(await resultsIn(store)).toBe(8)
})

it('goes on to its end where the store is full, and says what is not in it', async () => {
  const bucket = await startBucket()
  for (const [name, value] of Object.entries(bucket.env)) vi.stubEnv(name, value)
  bucket.full = true
  try {
    const searches = [{ model: 'vsc' }]
    const { code, stderr, out } = await sweep('full', { seeds: [21], searches }, '--store', 's3://lab/here')
    expect(code, stderr).toBe(0)
    expect(stderr).toMatch(/warning: \S+ is not in s3:\/\/lab\/here: .*no room/)
    expect((await findingsOf(out)).results).toHaveLength(1)
  } finally {
    vi.unstubAllEnvs()
    await bucket.stop()
  }
})

it('stops the worse points early, and those that go on end as if they had been alone', async () => {
  const stop = { after: [10], keep: 0.5, by: 'elbo', better: 'higher' }
  const own = ['--store', join(folder, 'other')]
  const { code, stderr, out } = await sweep('halved', { seeds: [1, 2], stop }, ...own)
  expect(code, stderr).toBe(0)
  expect(stderr).toContain('after 10 iterations 4 of 8 models go on')
  const rows = await rowsOf(out)
  expect(rows.map(({ state }) => state).sort()).toEqual([...Array(4).fill('done'), ...Array(4).fill('stopped')])
  expect(rows.filter(({ state }) => state === 'stopped').map(({ iterations }) => iterations)).toEqual([10, 10, 10, 10])
  const whole = await rowsOf(join(folder, 'second'))
  for (const { run, elbo } of rows.filter(({ state }) => state === 'done')) {
    expect(elbo).toBe(whole.find((row) => row.run === run)!.elbo)
  }
  const { stopped } = JSON.parse(await readFile(join(out, 'summary.json'), 'utf8'))
  expect(stopped).toHaveLength(4)
})

it('goes on in its folder, and is repeated by its config.json', async () => {
  const out = join(folder, 'second')
  const before = await findingsOf(out)
  const again = await runHere(['sweep', '--no-config', '--resume', out, '--store', store, '--jobs', '1'])
  expect(again.code, again.stderr).toBe(0)
  expect(await findingsOf(out)).toEqual(before)
  const { stdout } = await runHere(['sweep', join(out, 'config.json'), '--no-config', '--dry-run', '--json'])
  expect(JSON.parse(stdout).runs).toHaveLength(8)
})

it.each([
  ['no file', [], /^error: vsc sweep takes a file/],
  ['a file that is not there', ['none.yaml'], /^error: the configuration file cannot be read: /],
  [
    'a metric that there is not',
    ['METRIC'],
    /^error: evaluation.metrics: there is no metric 'elob', did you mean elbo\?/,
  ],
  ['a queue without a store', ['FILE', '--queue', 'redis://nowhere'], /^error: --queue needs --store too/],
])('refuses %s in one line', async (_, argv, line) => {
  const metric = join(folder, 'metric.json')
  await writeSweep(metric, 4, { evaluation: { metrics: ['elob'] } })
  const named = argv.map((word) => (word === 'FILE' ? join(folder, 'first.json') : word === 'METRIC' ? metric : word))
  const { code, stdout, stderr } = await runHere(['sweep', '-q', '--no-config', ...named])
  expect(stderr).toMatch(line)
  expect(stderr.trimEnd().split('\n')).toHaveLength(1)
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
})
