import type { LatentModel } from '@vsc/core'
import type { NamedTensors, TensorMap } from '@vsc/engine'
import type { ExplorerPrograms } from './contents.js'
import { recordKernels } from './record-kernels.js'
import type { Weights } from './weights.js'

export interface RecordProgramsOptions {
  readonly model: LatentModel
  readonly parameters: NamedTensors<Float32Array>
  readonly spikes: boolean
  /** S, codes that are decoded together. */
  readonly strip: number
}

/** What a page does with a model, as kernels, and the numbers that these need. */
export function recordPrograms({ model, parameters, spikes, strip }: RecordProgramsOptions): {
  readonly programs: ExplorerPrograms
  readonly weights: Weights
} {
  const { dataDim, latentDim } = model
  type Z = Parameters<LatentModel['decode']>[1]
  const decode = (rows: number, name: string) =>
    recordKernels({
      name,
      parameters,
      inputs: { z: [rows, latentDim] },
      body: (p, { z }) => ({ mean: model.decode(p, z as Z).mean! }),
    })
  const distribution = ['mu', 'logVar', ...(spikes ? ['logGamma'] : [])]
  const noise = Object.entries(model.noise).map(([name, { shape }]) => [name, [1, ...shape]] as const)
  const recordings = {
    decode: decode(1, 'decode'),
    decodeStrip: decode(strip, 'decodeStrip'),
    encode: recordKernels({
      name: 'encode',
      parameters,
      inputs: { x: [1, dataDim] },
      body: (p, { x }) => {
        const { mu, logGamma }: TensorMap = model.encode(p, x as Z)
        return { mu: mu!, ...(spikes && { logGamma: logGamma! }) }
      },
    }),
    sample: recordKernels({
      name: 'sample',
      parameters: {},
      inputs: Object.fromEntries([...distribution.map((name) => [name, [1, latentDim]] as const), ...noise]),
      body: (_, tensors) => ({ z: model.sample(tensors, tensors) }),
    }),
  }
  const { decode: one, decodeStrip, encode, sample } = recordings
  return {
    programs: {
      decode: one.program,
      decodeStrip: decodeStrip.program,
      encode: encode.program,
      sample: sample.program,
    },
    weights: Object.assign({}, ...Object.values(recordings).map(({ weights }) => weights)) as Weights,
  }
}
