import { open, readFile } from 'node:fs/promises'
import { z } from 'zod'

/**
 * What is logged about a stretch of iterations: everything in it follows from the configuration, so that two runs of the
 * same configuration, one of them killed and resumed, log the same. Times and rates are elsewhere.
 */
export interface LogPoint {
  /** Steps taken so far; the stretch ends here and began after the point before. */
  readonly iteration: number
  /** Mean loss over the stretch, in nats per example. */
  readonly loss: number
  /** Means over the stretch of the model's terms, in nats per example unless the model says otherwise. */
  readonly terms: Readonly<Record<string, number>>
  /** Mean norm of the gradient over the stretch, before any clipping. */
  readonly gradientNorm: number
  /** The learning rate of the stretch's last step. */
  readonly learningRate: number
  /** The model's scalars, such as lambda and slope, at the stretch's last step. */
  readonly schedules: Readonly<Record<string, number>>
}

const logPointSchema: z.ZodType<LogPoint> = z.object({
  iteration: z.number(),
  loss: z.number(),
  terms: z.record(z.string(), z.number()),
  gradientNorm: z.number(),
  learningRate: z.number(),
  schedules: z.record(z.string(), z.number()),
})

/** A metrics.jsonl that is being written: one {@link LogPoint} a line. */
export interface MetricsLog {
  /** The points of the run so far, those before it was resumed included. */
  readonly points: readonly LogPoint[]
  append(point: LogPoint): Promise<void>
  /** Brings what was appended to the disk. */
  sync(): Promise<void>
  close(): Promise<void>
}

/**
 * Opens metrics.jsonl to continue after `iteration`: later points, which the resumed run will write again, are cut away,
 * and so is a line that was not finished.
 */
export async function openMetricsLog({
  path,
  iteration,
}: {
  readonly path: string
  readonly iteration: number
}): Promise<MetricsLog> {
  const file = await open(path, 'a+')
  const kept = wholePoints(await file.readFile('utf8')).filter(({ point }) => point.iteration <= iteration)
  await file.truncate(kept.at(-1)?.end ?? 0)
  const points = kept.map(({ point }) => point)
  return {
    points,
    async append(point) {
      points.push(point)
      await file.appendFile(`${JSON.stringify(point)}\n`)
    },
    sync: () => file.sync(),
    close: () => file.close(),
  }
}

/**
 * The points of a metrics.jsonl, also while it is being written.
 *
 * @throws what node:fs throws, such as ENOENT
 */
export async function readMetrics(path: string): Promise<LogPoint[]> {
  return wholePoints(await readFile(path, 'utf8')).map(({ point }) => point)
}

/** The points up to the first line that is cut off or is none, each with the byte that its line ends before. */
function wholePoints(text: string): { readonly point: LogPoint; readonly end: number }[] {
  const points: { point: LogPoint; end: number }[] = []
  let end = 0
  for (const line of text.split('\n').slice(0, -1)) {
    const parsed = logPointSchema.safeParse(parseJson(line))
    if (!parsed.success) break
    end += Buffer.byteLength(line) + 1
    points.push({ point: parsed.data, end })
  }
  return points
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
