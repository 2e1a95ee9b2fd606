import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { parameterCount } from './model-step.js'
import { type BenchedStep, modelNames, models } from './models.js'
import { print, round3 } from './print.js'
import { standardSizes } from './step-size.js'

/** What memory-run.ts found, in a process of its own. */
export interface MemoryRun {
  /** MiB resident before training, with the engine loaded and the data made. */
  readonly before: number
  /** MiB resident after each tenth of the steps. */
  readonly tenths: readonly number[]
  /** MiB resident at most. */
  readonly peak: number
}

const MIB = 2 ** 20

/**
 * What training takes: at most, held against what any training must hold (weights, Adam's moments, gradients, and activations
 * from the forward to the backward pass), and whether it grows over 10,000 steps. A quick run looks at less.
 */
export function measureMemory({ quick }: { readonly quick: boolean }): void {
  const [large, small] = standardSizes
  for (const model of quick ? modelNames.slice(0, 1) : modelNames) report({ model, ...large }, quick ? 4 : 30)
  report({ model: 'vsc', ...small }, quick ? 400 : 10_000)
}

function report(step: BenchedStep, steps: number): void {
  const { before, tenths, peak } = run(step, steps)
  const needed = (16 * parameterCount(step) + 4 * models[step.model].activations(step)) / MIB
  print({
    bench: 'memory',
    engine: 'onnx:cpu',
    ...step,
    steps,
    neededMb: round3(needed),
    peakMb: round3(peak - before),
    peakOverNeeded: round3((peak - before) / needed),
    rssAfterTenthMb: round3(tenths[0]!),
    rssAtEndMb: round3(tenths.at(-1)!),
  })
}

function run(step: BenchedStep, steps: number): MemoryRun {
  const program = fileURLToPath(new URL('memory-run.ts', import.meta.url))
  const parameters = [...process.execArgv, program, JSON.stringify({ step, steps })]
  return JSON.parse(execFileSync(process.execPath, parameters, { encoding: 'utf8' }))
}
