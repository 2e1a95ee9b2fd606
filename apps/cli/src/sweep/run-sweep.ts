import { join } from 'node:path'
import { planSweep, readSweep } from '@vsc/sweeps'
import { exitCodes } from '@vsc/terminal'
import { stringify } from 'yaml'
import type { LabOptions } from '../command.js'
import { fetchOptions } from '../data/load.js'
import { badInput } from '../errors.js'
import { runPlan } from '../experiment/run-plan.js'
import { labOf } from '../lab.js'
import type { QueueChoice } from '../queue/open-queue.js'
import { print, type Terminal, warn } from '../terminal.js'

export interface SweepOptions extends LabOptions {
  readonly out?: string
  readonly jobs?: number
  readonly queue?: QueueChoice
  readonly store?: string
  readonly fresh?: true
  readonly resume?: string
  readonly dryRun?: true
  readonly json?: true
}

/** The store of a sweep that names none: the runs of all sweeps that begin in this folder. */
const defaultStore = join('runs', 'store')

/** `vsc sweep FILE`. Returns the exit code. */
export async function runSweepCommand(
  file: string | undefined,
  options: SweepOptions,
  terminal: Terminal,
): Promise<number> {
  const { resume, dryRun, json, store = options.queue === undefined ? defaultStore : undefined } = options
  if ((file === undefined) === (resume === undefined)) {
    throw badInput(
      'vsc sweep takes a file that says what is searched, or --resume with the folder of a sweep that was interrupted',
    )
  }
  const sweep = await readSweep(file ?? join(resume!, 'config.json'))
  const lab = await labOf(options, terminal)
  const plan = await planSweep({ lab, sweep, ...fetchOptions(terminal) })
  for (const warning of plan.warnings) warn(terminal, warning)
  if (dryRun) {
    const runs = plan.runs.map(({ id, configuration }) => ({ id, configuration }))
    const text = [stringify(sweep, { flowCollectionPadding: false }), `# It trains ${runs.length}:`]
    print(terminal, options, { json: { sweep, runs }, text: [...text, ...runs.map(({ id }) => `# ${id}`)].join('\n') })
    return exitCodes.done
  }
  return runPlan(
    { ...options, lab, plan, ...(store && { store }), ...(json && { json }), invocation: 'vsc sweep' },
    terminal,
  )
}
