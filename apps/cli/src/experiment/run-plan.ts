import { join } from 'node:path'
import { createEngine, type Engine, EngineError } from '@vsc/engine'
import { createExperimentFolder, type Lab, type Plan, runExperiment } from '@vsc/lab'
import { exitCodes } from '@vsc/terminal'
import { badInput } from '../errors.js'
import { openPlace, type QueueChoice, queueOf } from '../queue/open-queue.js'
import type { Terminal } from '../terminal.js'

export interface RunPlanOptions {
  readonly lab: Lab
  readonly plan: Plan
  readonly out?: string
  readonly resume?: string
  readonly jobs?: number
  readonly queue?: QueueChoice
  readonly store?: string
  readonly fresh?: true
  readonly json?: true
  /** How the command is called, for what is said. */
  readonly invocation: string
}

/** Does what a plan says, here or by a queue, and says what came of it. Returns the exit code. */
export async function runPlan(options: RunPlanOptions, terminal: Terminal): Promise<number> {
  const { lab, plan, resume, out, jobs, fresh } = options
  const { stderr, signal, quiet } = terminal
  const engine = await engineOf(plan)
  const { pool, store } = await openPlace({ queue: queueOf(options.queue), store: options.store }, terminal)
  try {
    const folder = resume ?? out ?? defaultFolder(plan)
    if (resume === undefined) await createExperimentFolder(folder, plan.config)
    const announce = (message: string) => (quiet ? undefined : stderr(`${message}\n`))
    const outcome = await runExperiment({
      ...{ lab, plan, engine, folder, signal, announce },
      reuse: !fresh,
      ...(jobs !== undefined && { jobs }),
      ...(pool && { pool }),
      ...(store && { store }),
    })
    return tell(outcome, { ...options, folder }, terminal)
  } finally {
    pool?.close()
  }
}

function tell(
  { summary, verdict, report }: Awaited<ReturnType<typeof runExperiment>>,
  { plan, folder, invocation, json }: RunPlanOptions & { readonly folder: string },
  { stdout, stderr }: Terminal,
): number {
  if (json) stdout(`${JSON.stringify({ ...summary, folder, ...(report !== undefined && { report }) })}\n`)
  else if (report !== undefined) stdout(`${verdict}\n${report}\n`)

  if (summary.status === 'interrupted') {
    stderr(`Interrupted. Continue with: ${invocation} --resume ${folder}\n`)
    return exitCodes.interrupted
  }
  if (summary.status === 'done') return exitCodes.done
  const failed = summary.failures?.length
  stderr(`error: ${failed} of ${plan.runs.length} models failed; ${folder} says why in summary.json\n`)
  return exitCodes.failed
}

function defaultFolder({ config }: Plan): string {
  const date = new Date().toISOString().slice(0, 10)
  const id = Math.random().toString(36).slice(2, 8)
  return join('runs', `${config.experiment}-${date}-${id}`)
}

/** Asking for an engine that this machine cannot have is bad input: nothing was tried yet, and no folder made. */
async function engineOf({ config }: Plan): Promise<Engine> {
  try {
    return await createEngine({ name: config.engine })
  } catch (cause) {
    if (!(cause instanceof EngineError)) throw cause
    throw badInput(cause.message, { cause })
  }
}
