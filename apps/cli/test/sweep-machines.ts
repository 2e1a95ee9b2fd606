import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { sweepStatus } from '@vsc/sweeps'
import { program, type Started, start } from './program.js'

/** A sweep of so many runs that each takes a moment. */
export async function writeSweep(path: string, runs: number, more: Readonly<Record<string, unknown>> = {}) {
  const sweep = {
    name: 'many',
    preset: 'smoke',
    engine: 'onnx:cpu',
    seeds: Array.from({ length: runs / 4 }, (_, i) => i + 1),
    set: {
      'data.count': 50,
      ...{ 'model.hiddenDim': 4, 'model.latentDim': 2 },
      ...{ 'training.iterations': 20, 'training.batchSize': 10, 'training.logEvery': 5, 'training.checkpointEvery': 5 },
    },
    searches: [
      { model: 'vsc', grid: { 'model.alpha': [0.01, 0.1] } },
      { model: 'beta-vae', grid: { 'model.beta': [1, 4] } },
    ],
    evaluation: { count: 20, metrics: ['elbo'] },
    ...more,
  }
  await writeFile(path, JSON.stringify(sweep))
}

export interface Machine extends Started {
  /** What it says while it works. */
  readonly said: () => string
}

/** A worker, as on a machine of its own. */
export function startWorker(
  queue: string,
  store: string,
  more: readonly string[] = [],
  env: NodeJS.ProcessEnv = {},
): Machine {
  const options = [
    '--no-config',
    '--queue',
    queue,
    '--store',
    store,
    '--jobs',
    '1',
    '--lease',
    '5',
    '--save-every',
    '1',
  ]
  const started = start([...program, 'worker', ...options, ...more], env)
  let text = ''
  started.child.stderr!.on('data', (bytes: Buffer) => (text += bytes.toString()))
  return { ...started, said: () => text }
}

/** Waits for something, or until a program ends, which is then an error. */
export async function until(happened: () => Promise<boolean>, programs: readonly Started[] = []): Promise<void> {
  while (!(await happened())) {
    for (const { child, ended } of programs) {
      if (child.exitCode !== null || child.signalCode !== null) throw new Error(`it ended: ${(await ended).stderr}`)
    }
    await setTimeout(100)
  }
}

/** How many results a store has, one for each run that has any. */
export async function resultsIn(store: string): Promise<number> {
  const runs = await readdir(join(store, 'runs')).catch((): string[] => [])
  const found = await Promise.all(
    runs.map((run) =>
      readFile(join(store, 'runs', run, 'result.json')).then(
        () => true,
        () => false,
      ),
    ),
  )
  return found.filter(Boolean).length
}

/** Waits until this worker is in the midst of a run, by no more than half of its steps, and says which. */
export async function inTheMidst(queue: string, { child, ended }: Started, others: readonly Started[] = []) {
  let found: string | undefined
  const look = async () => {
    const sweeps = await sweepStatus({ queue, announce() {} })
    const running = sweeps.flatMap(({ runs }) => runs.running)
    found = running.find(
      ({ worker, iteration = 0, iterations = 0 }) => worker?.endsWith(`:${child.pid}`) && iteration <= iterations / 2,
    )?.run
    return found !== undefined
  }
  await until(look, [{ child, ended }, ...others])
  return found!
}

/** What must be the same of a sweep, wherever its models were trained. */
export async function findingsOf(folder: string) {
  const { status, results, failures } = JSON.parse(await readFile(join(folder, 'summary.json'), 'utf8'))
  const found = (results as Record<string, unknown>[]).map(({ seconds: _, stepsPerSecond: __, ...rest }) => rest)
  return { status, failures, results: found }
}
