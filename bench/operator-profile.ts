import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Time in one operator of ONNX Runtime, over one step. */
export interface OperatorTime {
  readonly op: string
  readonly perStep: number
  readonly ms: number
  /** Of the time in all operators. */
  readonly share: number
}

/** One line of ONNX Runtime's trace, which is in Chrome's trace event format. */
interface TraceEvent {
  readonly cat?: string
  readonly name: string
  /** Microseconds. */
  readonly dur: number
  readonly args?: { readonly op_name?: string }
}

/** Gives `run` a place for ONNX Runtime's traces and sums up, operator by operator, the longest one left there. */
export async function profileOperators(run: (prefix: string) => Promise<void>): Promise<OperatorTime[]> {
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
  const steps = trace.filter(({ name }) => name === 'model_run').length
  const kernels = trace.filter(({ cat, name }) => cat === 'Node' && name.endsWith('_kernel_time'))
  const total = kernels.reduce((sum, { dur }) => sum + dur, 0)
  const byOp = new Map<string, { count: number; micros: number }>()
  for (const { args, dur } of kernels) {
    const op = args?.op_name ?? 'unknown'
    const { count, micros } = byOp.get(op) ?? { count: 0, micros: 0 }
    byOp.set(op, { count: count + 1, micros: micros + dur })
  }
  return [...byOp]
    .map(([op, { count, micros }]) => ({
      op,
      perStep: count / steps,
      ms: micros / 1000 / steps,
      share: micros / total,
    }))
    .sort((a, b) => b.ms - a.ms)
}
