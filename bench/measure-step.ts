import type { Engine } from '@vsc/engine'
import type { Ceilings } from './ceilings.js'
import { parameterCount, timeSteps } from './model-step.js'
import { type BenchedStep, models } from './models.js'
import { round3 } from './print.js'
import type { Length } from './step-size.js'

/** Bytes that Adam moves for each parameter: it reads w, m, v and g and writes w, m and v. */
const ADAM_BYTES = 28

/** One line of output, and the milliseconds of each lap. */
export async function measureStep(engine: Engine, step: BenchedStep, length: Length, ceilings: Ceilings) {
  const { median, laps, quietLaps } = await timeSteps(engine, step, length)
  const line = {
    bench: 'step',
    engine: engine.name,
    device: engine.device,
    ...step,
    msPerStep: round3(median),
    stepsPerSecond: round3(1000 / median),
    gflops: round3(models[step.model].flops(step) / median / 1e6),
    sgemmCeilingGflops: round3(ceilings.sgemmGflops),
    memoryCeilingGBps: round3(ceilings.memoryGBps),
    floorMs: round3(floorMs(step, ceilings)),
    peakRssMb: Math.round(process.resourceUsage().maxRSS / 1024),
    quietLaps,
  }
  return { line, laps }
}

/**
 * What a step takes at least: the operations of its matrix products at the ceiling, and then Adam's bytes at the ceiling, since no
 * parameter can be updated before its gradient is there.
 */
function floorMs(step: BenchedStep, { sgemmGflops, memoryGBps }: Ceilings): number {
  return models[step.model].flops(step) / sgemmGflops / 1e6 + (ADAM_BYTES * parameterCount(step)) / memoryGBps / 1e6
}
