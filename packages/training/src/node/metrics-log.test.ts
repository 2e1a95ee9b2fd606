import { appendFile, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LogPoint } from '../log-point.js'
import { openMetricsLog, readMetrics } from './metrics-log.js'

let folder: string
let path: string
let warnings: string[]
beforeEach(async () => {
  warnings = []
  folder = await mkdtemp(join(tmpdir(), 'vsc-metrics-'))
  path = join(folder, 'metrics.jsonl')
})
afterEach(() => rm(folder, { recursive: true }))

const pointAt = (iteration: number): LogPoint => ({
  iteration,
  loss: iteration / 3,
  terms: { kl: 0.1, größe: -1e-300 },
  gradientNorm: 2,
  learningRate: 1e-3,
  schedules: { lambda: 0.5 },
})

/** Opens the log, which warns of what `warnings` then has. */
const openLog = (iteration: number, expected: readonly number[] = []) =>
  openMetricsLog({ path, iteration, expected, onWarning: (message) => warnings.push(message) })

async function write(iterations: readonly number[]): Promise<string> {
  const log = await openLog(0)
  for (const iteration of iterations) await log.append(pointAt(iteration))
  await log.close()
  return readFile(path, 'utf8')
}

it('writes one line a point and reads the same points back', async () => {
  const text = await write([10, 20])
  expect(text.split('\n').map((line) => line && JSON.parse(line))).toEqual([pointAt(10), pointAt(20), ''])
  expect(await readMetrics(path)).toEqual([pointAt(10), pointAt(20)])
})

it('cuts away what comes after the iteration that it continues from', async () => {
  const whole = await write([10, 20, 30, 40])
  const log = await openLog(25)
  expect(log.points).toEqual([pointAt(10), pointAt(20)])
  await log.append(pointAt(30))
  await log.append(pointAt(40))
  await log.close()
  expect(await readFile(path, 'utf8')).toBe(whole)
})

it('repairs a last line that was cut off at any length', async () => {
  const whole = await write([10, 20])
  const bytes = Buffer.from(whole)
  for (let length = bytes.indexOf('\n') + 1; length < bytes.length; length++) {
    await writeFile(path, whole)
    await truncate(path, length)
    expect(await readMetrics(path)).toEqual([pointAt(10)])
    const log = await openLog(20)
    await log.append(pointAt(20))
    await log.close()
    expect(await readFile(path, 'utf8')).toBe(whole)
  }
})

describe('a log with a line that is no point', () => {
  const twenty = Array.from({ length: 20 }, (_, i) => 10 * (i + 1))

  it.each([
    ['cut short', (line: Buffer) => Buffer.from(`${line.toString().slice(0, 20)}\n`)],
    ['without one of its numbers', () => Buffer.from('{"iteration":30}\n')],
    ['with a byte that is no UTF-8', (line: Buffer) => Buffer.from(line.map((byte, i) => (i === 14 ? 0xff : byte)))],
    ['that comes a second time', () => Buffer.from(`${JSON.stringify(pointAt(20))}\n`)],
  ])('%s keeps all others, sets that line aside, and warns', async (_, harm) => {
    const lines = (await write(twenty))
      .trimEnd()
      .split('\n')
      .map((line) => Buffer.from(`${line}\n`))
    const damaged = harm(lines[2]!)
    await writeFile(path, Buffer.concat([...lines.slice(0, 2), damaged, ...lines.slice(3)]))
    const log = await openLog(170, twenty.slice(0, 17))
    await log.append(pointAt(180))
    await log.close()
    const kept = [...lines.slice(0, 2), ...lines.slice(3, 18)]
    expect(await readFile(path)).toEqual(Buffer.concat(kept))
    expect(log.points.map(({ iteration }) => iteration)).toEqual([10, 20, ...twenty.slice(3, 18)])
    expect(await readFile(`${path}.damaged`)).toEqual(damaged)
    expect(warnings).toEqual([
      `${path} is damaged: 1 of its lines are no points of a log; they are kept in ${path}.damaged.`,
      expect.stringContaining('no points of 1 of 17 iterations, the first 30'),
    ])
  })

  it('is read without it, and nothing changes', async () => {
    await write([10])
    await appendFile(path, `nonsense\n${JSON.stringify(pointAt(30))}\n`)
    const before = await readFile(path)
    const found = await readMetrics(path, { onWarning: (message) => warnings.push(message) })
    expect(found).toEqual([pointAt(10), pointAt(30)])
    expect(warnings).toEqual([`${path} is damaged: 1 of its lines are no points of a log.`])
    expect(await readFile(path)).toEqual(before)
  })
})

it.each([
  ['missing', () => rm(path)],
  ['empty', () => truncate(path)],
])('warns of a log that is %s', async (_, harm) => {
  await write([10, 20])
  await harm()
  await (await openLog(25, [10, 20])).close()
  expect(warnings).toEqual([expect.stringContaining('no points of 2 of 2 iterations, the first 10')])
  expect(await readMetrics(path, { onWarning: (message) => warnings.push(message) })).toEqual([])
  expect(warnings[1]).toContain('missing or empty')
})

it('says nothing of a log that is whole, or was cut off behind the iteration it goes on from', async () => {
  await write([10, 20, 30])
  await appendFile(path, '{"iteration":40,"lo')
  await (await openLog(20, [10, 20])).close()
  expect(warnings).toEqual([])
})
