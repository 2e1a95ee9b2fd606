import { type Engine, usableCores } from '@vsc/engine'
import type { Plan } from '../experiment/experiment.js'

const onGpu: readonly string[] = ['onnx:webgpu', 'onnx:cuda', 'tfjs:node-gpu']

/**
 * How many models to train at a time by default: one on each core where there are more models than cores, since a
 * model of this size gains little from a second thread; otherwise one with all threads. Those on a GPU have it to themselves.
 * It depends on all models of the plan and not on those left to train, so that a resumed run goes on as it began.
 */
export function automaticJobs({ runs }: Plan, { name }: Engine, cores = usableCores()): number {
  return runs.length > cores && !onGpu.includes(name) ? cores : 1
}
