import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createLab, newAttempt, type Plan, type PlannedRun } from '@vsc/lab'
import { openStore, queuePool, runWorker } from '@vsc/sweeps'

// What a queue costs, and how much more workers get done: one JSON object a line.
//   node --conditions=@vsc/source --import tsx bench/sweeps.ts --queue redis://127.0.0.1:6379 [--runs 100] [--workers 1,2,4]
// The Redis is emptied. `queue` has milliseconds a run without any training: queued, taken, found in the store and brought back. `sweep` has
// runs an hour of a sweep of small models, by so many workers with one thread each, and by this machine's own pool of two processes.

const { values } = parseArgs({
  options: {
    queue: { type: 'string', default: 'redis://127.0.0.1:6379' },
    runs: { type: 'string', default: '100' },
    workers: { type: 'string', default: '1,2,4' },
  },
})
const { queue } = values
const count = Number(values.runs)
const folder = await mkdtemp(join(tmpdir(), 'bench-sweeps-'))
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`)

try {
  await emptyRedis()
  say({ bench: 'queue', runs: count, ...(await queueCost()) })
  const workerCounts = values.workers.split(',').map(Number).filter(Boolean) // --workers 0: the queue's own cost alone
  const file = join(folder, 'sweep.json')
  await writeFile(file, JSON.stringify(sweepOf(count)))
  if (workerCounts.length > 0) {
    const local = await hours(() =>
      vsc('sweep', file, '--jobs', '2', '--store', join(folder, 'own'), '--out', join(folder, 'local')),
    )
    say({ bench: 'sweep', runs: count, by: 'two processes of one machine', runsPerHour: count / local })
  }
  for (const workers of workerCounts) {
    await emptyRedis()
    say({
      bench: 'sweep',
      runs: count,
      by: `${workers} workers`,
      runsPerHour: count / (await byWorkers(file, workers)),
    })
  }
} finally {
  await rm(folder, { recursive: true, force: true })
}

/** Milliseconds a run, of runs that the store has the results of: by the clock, and of this process, worker and sweep in one. */
async function queueCost() {
  const store = await openStore(join(folder, 'done'))
  const directory = join(folder, 'one')
  await mkdir(directory)
  await writeFile(join(directory, 'metrics.jsonl'), '{}\n')
  const runs = Array.from({ length: count }, (_, i) => runNamed(`run-${i}`))
  const trainedWith = { engine: 'none', device: 'none', node: process.versions.node }
  for (const { id: identity } of runs) {
    const attempt = newAttempt()
    await store.save({ identity, attempt, directory, iteration: 1, finished: true, trainedWith })
    await store.publish(identity, attempt)
  }
  const ended = new AbortController()
  const lab = createLab([])
  const quiet = { announce() {} }
  const working = runWorker({ queue, store, lab, jobs: 1, signal: ended.signal, ...quiet })
  const pool = await queuePool({ queue, store, every: 100, ...quiet })
  const plan = {
    config: { experiment: 'bench', preset: 'smoke', engine: 'auto' },
    runs,
    warnings: [],
  } as unknown as Plan
  const out = join(folder, 'queued')
  await mkdir(join(out, 'runs'), { recursive: true })
  const begun = performance.now()
  const before = process.cpuUsage()
  await pool.train({
    ...{ lab, plan, runs, folder: out, ...quiet, signal: ended.signal },
    identityOf: async ({ id }) => id,
    onTrained: async () => {},
  })
  const milliseconds = (performance.now() - begun) / count
  const { user, system } = process.cpuUsage(before)
  pool.close()
  ended.abort()
  await working
  return { msPerRun: milliseconds, cpuMsPerRun: (user + system) / 1000 / count }
}

function runNamed(id: string): PlannedRun {
  return { id, configuration: { training: { iterations: 1 } } } as unknown as PlannedRun
}

/** Small models: the cost of a run beside its training is seen. */
function sweepOf(runs: number) {
  return {
    name: 'bench',
    preset: 'smoke',
    engine: 'onnx:cpu',
    seeds: Array.from({ length: runs }, (_, i) => i),
    set: {
      ...{ 'data.count': 500, 'model.hiddenDim': 32, 'model.latentDim': 8 },
      ...{ 'training.iterations': 300, 'training.batchSize': 50 },
    },
    searches: [{ model: 'vsc' }],
    evaluation: { count: 20, metrics: ['elbo'] },
  }
}

async function byWorkers(file: string, workers: number): Promise<number> {
  const name = `by-${workers}`
  const place = ['--queue', queue, '--store', join(folder, `store-${name}`)]
  const started = Array.from({ length: workers }, () => start('worker', ...place, '--jobs', '1'))
  const taken = await hours(() => vsc('sweep', file, ...place, '--out', join(folder, name)))
  for (const child of started) child.kill('SIGTERM')
  await Promise.all(started.map((child) => once(child, 'exit')))
  return taken
}

async function hours(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  return (performance.now() - begun) / 3_600_000
}

function start(...argv: readonly string[]) {
  const main = join(import.meta.dirname, '../apps/cli/src/main.ts')
  const program = ['--conditions=@vsc/source', '--import', 'tsx', main]
  return spawn(process.execPath, [...program, ...argv, '-q', '--no-config'], { stdio: ['ignore', 'ignore', 'inherit'] })
}

async function vsc(...argv: readonly string[]): Promise<void> {
  const [code] = await once(start(...argv), 'exit')
  if (code !== 0) throw new Error(`vsc ${argv[0]} ended with ${code}`)
}

async function emptyRedis(): Promise<void> {
  const { Redis } = await import('ioredis')
  const redis = new Redis(queue)
  await redis.flushall()
  redis.disconnect()
}
