import { createEngine, type Engine } from '@vsc/engine'
import { firstLosses } from './model-step.js'
import type { BenchedStep } from './models.js'

/** Engines whose steps are checked before they are timed: they compute in another order than the processor, and no test of ours had such a GPU. */
export const checkedEngines: readonly string[] = ['onnx:webgpu', 'onnx:cuda', 'tfjs:node-gpu']

const STEPS = 10
/** Of the loss: what single precision makes of sums in another order, at once and once steps have followed from it. */
const FIRST_TOLERANCE = 1e-4
const TOLERANCE = 2e-3

/** The same first steps on this engine and on the processor: how far the losses lie apart, relative to them. */
export async function measureAgreement(engine: Engine, step: BenchedStep) {
  const found = await firstLosses(engine, step, STEPS)
  const expected = await firstLosses(await createEngine({ name: 'onnx:cpu' }), step, STEPS)
  const differences = expected.map((loss, i) => Math.abs(found[i]! - loss) / Math.abs(loss))
  const [first, largest] = [differences[0]!, Math.max(...differences)]
  return {
    with: 'onnx:cpu',
    steps: STEPS,
    firstLossDifference: first,
    largestLossDifference: largest,
    agrees: first < FIRST_TOLERANCE && largest < TOLERANCE,
  }
}
