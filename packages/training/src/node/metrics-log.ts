import { appendFile, open, readFile } from 'node:fs/promises'
import * as z from 'zod'
import type { LogPoint } from '../log-point.js'
import { writeFileAtomically } from './atomic-file.js'

const logPointSchema: z.ZodType<LogPoint> = z.object({
  iteration: z.number(),
  loss: z.number(),
  terms: z.record(z.string(), z.number()),
  gradientNorm: z.number(),
  learningRate: z.number(),
  schedules: z.record(z.string(), z.number()),
  validation: z.record(z.string(), z.number()).optional(),
})

type Listener = (message: string) => void

/** A metrics.jsonl that is being written: one {@link LogPoint} a line. */
export interface MetricsLog {
  /** The points of the run so far, those before it was resumed included. */
  readonly points: readonly LogPoint[]
  append(point: LogPoint): Promise<void>
  /** Brings what was appended to the disk. */
  sync(): Promise<void>
  close(): Promise<void>
}

interface MetricsLogOptions {
  readonly path: string
  /** The steps behind the run: the log goes on after this one. */
  readonly iteration: number
  /** The iterations up to there that the log should have points of. */
  readonly expected?: readonly number[]
  readonly onWarning: Listener
}

/**
 * Opens metrics.jsonl to continue after `iteration`. Later points, which the resumed run will write again, are cut away, and so
 * is a line that was not finished. Lines that are no points are moved to a file beside it that ends in `.damaged`.
 *
 * @param options.onWarning called with a warning for such lines and for missing points
 */
export async function openMetricsLog({
  path,
  iteration,
  expected = [],
  onWarning,
}: MetricsLogOptions): Promise<MetricsLog> {
  const file = await readLog(path)
  const kept = file.points.filter(({ point }) => point.iteration <= iteration)
  const points = kept.map(({ point }) => point)
  if (file.damaged.length > 0) await appendFile(`${path}.damaged`, Buffer.concat(file.damaged)) // before it is cut
  const bytes = Buffer.concat(kept.map(({ line }) => line))
  if (bytes.length !== file.length) await writeFileAtomically(path, bytes)
  if (file.damaged.length > 0) onWarning(`${describeDamage(path, file.damaged)}; they are kept in ${path}.damaged.`)
  const present = new Set(points.map(({ iteration }) => iteration))
  const missing = expected.filter((iteration) => !present.has(iteration))
  if (missing.length > 0) {
    onWarning(
      `${path} has no points of ${missing.length} of ${expected.length} iterations, the first ${missing[0]}: curves of this run lack them. The model is not touched by it.`,
    )
  }
  const log = await open(path, 'a')
  return {
    points,
    async append(point) {
      points.push(point)
      await log.appendFile(`${JSON.stringify(point)}\n`)
    },
    sync: () => log.sync(),
    close: () => log.close(),
  }
}

/**
 * The points of a metrics.jsonl, also while it is being written; none where there is no such file.
 *
 * @param options.onWarning called with a warning for lines that are no points and for a missing file; a Node.js warning by default
 */
export async function readMetrics(
  path: string,
  { onWarning = (message) => process.emitWarning(message) }: { readonly onWarning?: Listener } = {},
): Promise<LogPoint[]> {
  const { points, damaged, length } = await readLog(path)
  if (damaged.length > 0) onWarning(`${describeDamage(path, damaged)}.`)
  if (length === 0) onWarning(`${path} is missing or empty: nothing is known of the course of training.`)
  return points.map(({ point }) => point)
}

const describeDamage = (path: string, damaged: readonly Buffer[]) =>
  `${path} is damaged: ${damaged.length} of its lines are no points of a log`

/** What a log's bytes say: its points in order, each with its line, and the lines that are none. A last line without an end is neither. */
async function readLog(path: string) {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return Buffer.alloc(0)
    throw error
  })
  const points: { readonly point: LogPoint; readonly line: Buffer }[] = []
  const damaged: Buffer[] = []
  for (let begin = 0, end = bytes.indexOf('\n'); end >= 0; begin = end + 1, end = bytes.indexOf('\n', begin)) {
    const line = bytes.subarray(begin, end + 1)
    const point = parseLine(line)
    if (point === undefined || point.iteration <= (points.at(-1)?.point.iteration ?? 0)) damaged.push(line)
    else points.push({ point, line })
  }
  return { points, damaged, length: bytes.length }
}

function parseLine(line: Buffer): LogPoint | undefined {
  try {
    return logPointSchema.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(line)))
  } catch {
    return undefined
  }
}
