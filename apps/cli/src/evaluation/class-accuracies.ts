import { knnAccuracy, type LabelledCodes, linearAccuracy } from '@vsc/metrics'
import { likeliestCodes } from '@vsc/models'
import { labelsOf } from '../codes/encode.js'
import { evaluate, examplesFor, type OpenRun } from '../run/open-run.js'
import type { ExampleOptions, RunOptions } from '../run/options.js'
import type { Terminal } from '../terminal.js'

/** Training examples that classifiers learn from. */
const trainCount = 5000

/** How much of the classes a classifier reads off the codes: one that is linear, and one by the nearest training codes. */
export async function classAccuracies(
  run: OpenRun,
  test: LabelledCodes,
  options: RunOptions & ExampleOptions,
  terminal: Terminal,
): Promise<{ linearAccuracy: number; knnAccuracy: number }> {
  const data = await examplesFor(run, { ...options, split: 'train', count: trainCount }, terminal)
  const codes = likeliestCodes(await evaluate(run, data, options.seed))
  const train = { codes, labels: labelsOf(data)! }
  return { linearAccuracy: linearAccuracy({ train, test }), knnAccuracy: knnAccuracy({ train, test }) }
}
