import { createEngine } from '@vsc/engine'
import type { MemoryRun } from './memory.js'
import type { BenchedStep } from './models.js'
import { takeSteps } from './take-steps.js'

const { step, steps } = JSON.parse(process.argv[2]!) as { step: BenchedStep; steps: number }

const resident = () => process.memoryUsage.rss() / 2 ** 20
const engine = await createEngine({ name: 'onnx:cpu' })
// loads all that a step needs, and makes the data
await takeSteps(engine, { ...step, latentDim: 2, hiddenDim: 4, batch: 4 }, { iterations: 20, onStep() {} })
const before = resident()
const tenths: number[] = []
// Looked at after each step, because what the system calls the peak may be that of the process this one was started by.
let peak = before
await takeSteps(engine, step, {
  iterations: steps,
  onStep(iteration) {
    peak = Math.max(peak, resident())
    if (iteration % Math.ceil(steps / 10) === 0) tenths.push(resident())
  },
})
peak = Math.max(peak, resident())
console.log(JSON.stringify({ before, tenths, peak } satisfies MemoryRun))
