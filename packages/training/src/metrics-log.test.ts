import { appendFile, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type LogPoint, openMetricsLog, readMetrics } from './metrics-log.js'

let folder: string
let path: string
beforeEach(async () => {
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

async function write(iterations: readonly number[]): Promise<string> {
  const log = await openMetricsLog({ path, iteration: 0 })
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
  const log = await openMetricsLog({ path, iteration: 25 })
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
    const log = await openMetricsLog({ path, iteration: 20 })
    await log.append(pointAt(20))
    await log.close()
    expect(await readFile(path, 'utf8')).toBe(whole)
  }
})

it('stops at a line that is no log point', async () => {
  await write([10])
  await appendFile(path, `{"iteration":20}\n${JSON.stringify(pointAt(30))}\n`)
  expect(await readMetrics(path)).toEqual([pointAt(10)])
})
