import { type SweepStatus, sweepStatus } from '@vsc/sweeps'
import { type QueueChoice, queueOf } from '../queue/open-queue.js'
import { print, type Terminal, warn } from '../terminal.js'
import { textTable } from '../text-table.js'

/** `vsc sweep status` */
export async function showStatus(
  { queue, json = false }: { readonly queue?: QueueChoice; readonly json?: boolean },
  terminal: Terminal,
): Promise<void> {
  const sweeps = await sweepStatus({
    queue: queueOf(queue ?? true)!,
    announce: (message) => warn(terminal, message.replace(/^warning: /, '')),
  })
  print(
    terminal,
    { json },
    { json: { sweeps }, text: sweeps.length === 0 ? 'No sweep was queued here.' : tell(sweeps) },
  )
}

function tell(sweeps: readonly SweepStatus[]): string {
  const header = ['sweep', 'preset', 'started', 'waiting', 'running', 'done', 'failed', 'steps/s', 'left']
  const table = textTable(
    header,
    sweeps.map(({ name, preset, startedAt, waiting, running, done, failed, stepsPerSecond, secondsLeft }) => [
      ...[name, preset, startedAt.slice(0, 16).replace('T', ' ')],
      ...[waiting, running, done, failed].map(String),
      stepsPerSecond.toPrecision(3),
      timeLeft(secondsLeft),
    ]),
  )
  const details = sweeps.flatMap(({ name, runs }) => [
    ...runs.running.map(
      ({ run, worker = 'a worker', iteration = 0, iterations = 0, log }) =>
        `${name}: ${run} is at ${iteration} of ${iterations}, on ${worker}${below(log)}`,
    ),
    ...runs.failed.map(({ run, error, log }) => `${name}: ${run} failed: ${error}${below(log)}`),
  ])
  return [table, ...details].join('\n')
}

const below = (log: string) => (log === '' ? '' : `\n    ${log}`)

function timeLeft(seconds: number | null): string {
  if (seconds === null) return 'unknown'
  if (seconds < 60) return `${Math.ceil(seconds)} s`
  const minutes = Math.floor(seconds / 60)
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
