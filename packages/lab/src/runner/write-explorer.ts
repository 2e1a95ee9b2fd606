import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Engine } from '@vsc/engine'
import { explorerPage } from '@vsc/explorer'
import { writeFileAtomically } from '@vsc/training/node'
import { messageOf } from '../errors.js'
import type { PlannedRun } from '../experiment/experiment.js'
import type { Lab } from '../lab.js'
import { describeTrained } from '../runs/describe-trained.js'
import { readTrainedModel } from '../runs/read-trained-model.js'
import { loadRunExamples } from '../runs/run-examples.js'
import { runFolder } from './experiment-folder.js'

/** Test examples from which a page tells what latents do. */
const examples = 1000

export interface WriteExplorerOptions {
  readonly lab: Lab
  readonly engine: Engine
  /** The experiment's. */
  readonly folder: string
  readonly run: PlannedRun
  readonly signal: AbortSignal
  readonly announce: (message: string) => void
}

/**
 * Writes the page in which a trained model can be explored to explore/ID.html, and gives its place in the experiment's folder. Where
 * it cannot be written the report does without: that is announced.
 */
export async function writeExplorer(options: WriteExplorerOptions): Promise<string | undefined> {
  const { lab, engine, folder, run, signal, announce } = options
  const directory = runFolder(folder, run)
  const place = `explore/${run.id}.html`
  const warn = (message: string) => announce(`warning: ${run.id}: ${message}`)
  try {
    const trained = await readTrainedModel(directory, { lab, onWarning: warn })
    const { data } = await loadRunExamples({ lab, run: trained.run, directory, count: examples, signal })
    const page = await explorerPage({
      ...trained,
      engine,
      data,
      ...describeTrained(trained),
      command: `vsc explore ${directory}`,
    })
    await mkdir(join(folder, 'explore'), { recursive: true })
    await writeFileAtomically(join(folder, place), page)
    return place
  } catch (error) {
    if (signal.aborted) throw error
    warn(`there is no page to explore it: ${messageOf(error)}`)
    return undefined
  }
}
