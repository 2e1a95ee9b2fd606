import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Time of one step in one operator of ONNX Runtime, or in what is none. */
export interface OperatorTime {
  readonly op: string
  readonly perStep: number
  readonly ms: number
  /** Of the whole step. */
  readonly share: number
}

/** One line of ONNX Runtime's trace, which is in Chrome's trace event format. */
interface TraceEvent {
  readonly cat?: string
  readonly name: string
  /** When it began, and how long it took: microseconds. */
  readonly ts: number
  readonly dur: number
  readonly args?: { readonly op_name?: string }
}

const WARM_UP = 5

/**
 * Gives `run` a place for ONNX Runtime's traces and sums up, operator by operator, the longest one left there. Two more rows are what
 * runs took outside their operators, and what was done between runs: Adam (but on a GPU), the next batch and its noise.
 */
export async function profileSteps(run: (prefix: string) => Promise<void>): Promise<OperatorTime[]> {
  const folder = mkdtempSync(join(tmpdir(), 'vsc-bench-'))
  try {
    await run(join(folder, 'trace'))
    const traces = readdirSync(folder).map(
      (file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as TraceEvent[],
    )
    const trace = traces.sort((a, b) => b.length - a.length)[0] ?? []
    return summarise(trace)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function summarise(trace: readonly TraceEvent[]): OperatorTime[] {
  const allRuns = trace.filter(({ name }) => name === 'model_run').sort((a, b) => a.ts - b.ts)
  // The first steps take memory for the first time.
  const runs = allRuns.slice(Math.min(WARM_UP, allRuns.length >> 1))
  if (runs.length === 0) return [] // no engine of ONNX Runtime
  const begin = runs[0]!.ts
  const kernels = trace.filter(({ cat, name, ts }) => cat === 'Node' && name.endsWith('_kernel_time') && ts >= begin)
  const byOp = new Map<string, { count: number; micros: number }>()
  const add = (op: string, micros: number) => {
    const { count, micros: before } = byOp.get(op) ?? { count: 0, micros: 0 }
    byOp.set(op, { count: count + 1, micros: before + micros })
  }
  for (const { args, dur } of kernels) add(args?.op_name ?? 'unknown', dur)
  const within = runs.reduce((sum, { dur }) => sum + dur, 0) - kernels.reduce((sum, { dur }) => sum + dur, 0)
  // The last run has nothing after it.
  const gaps = runs.slice(1).map(({ ts }, i) => ts - runs[i]!.ts - runs[i]!.dur)
  const between = (gaps.sort((a, b) => a - b)[gaps.length >> 1] ?? 0) * runs.length
  add('within runs, outside operators', within)
  add('between runs: Adam, batch, noise', between)
  const total = [...byOp.values()].reduce((sum, { micros }) => sum + micros, 0)
  return [...byOp]
    .map(([op, { count, micros }]) => ({
      op,
      perStep: count === 1 ? 1 : count / runs.length,
      ms: micros / 1000 / runs.length,
      share: micros / total,
    }))
    .sort((a, b) => b.ms - a.ms)
}
