import type { Engine } from '@vsc/engine'
import { automaticJobs } from '@vsc/lab'
import { expect, it } from 'vitest'
import { planOf as resolvePlan } from './run-smoke.js'

const threeModels = resolvePlan({
  overrides: [{ models: ['vsc'], latentDims: [18, 40, 60], seeds: [1], vsc: { alpha: 0.2 } }],
})

it.each<[engine: string, cores: number, jobs: number]>([
  ['onnx:cpu', 1, 1],
  ['onnx:cpu', 2, 2],
  ['onnx:cpu', 3, 1],
  ['tfjs:node-gpu', 2, 1],
  ['onnx:webgpu', 2, 1],
  ['onnx:cuda', 2, 1],
])('three models on %s with %d cores are trained %d at a time', (name, cores, jobs) => {
  expect(automaticJobs(threeModels, { name } as Engine, cores)).toBe(jobs)
})
