import type { LatentModel } from '@vsc/core'
import { exportOnnx, type NamedTensors, type TensorMap } from '@vsc/engine'

export interface ExportModelOptions {
  readonly model: LatentModel
  readonly parameters: NamedTensors<Float32Array>
  /** Strings that both files carry, such as what the model was trained on. */
  readonly metadata?: Readonly<Record<string, string>>
}

/** The bytes of two .onnx files, each for batches of any size. */
export interface ExportedModel {
  /** x [batch, M] -> mu, logVar and, where there are spikes, gamma, each [batch, J] */
  readonly encoder: Uint8Array
  /** z [batch, J] -> mean and, where the likelihood is Gaussian, logVar, each [batch, M] */
  readonly decoder: Uint8Array
}

type X = Parameters<LatentModel['encode']>[1]

/**
 * Writes the recognition model and the likelihood as ONNX models, which run in Python, in browsers and elsewhere. Beside what is
 * given, their metadata say `model` and `config`, the model's name and its configuration in JSON.
 *
 * @throws EngineError where the model cannot be written so
 * @example
 * import { betaVaeConfigSchema, createBetaVae } from '@vsc/baselines'
 * import { createRng } from '@vsc/random'
 *
 * const model = createBetaVae({ dataDim: 16, latentDim: 2, hiddenDim: 8 })
 * const { encoder, decoder } = exportModel({ model, parameters: model.init({ rng: createRng(1) }) })
 */
export function exportModel({ model, parameters, metadata = {} }: ExportModelOptions): ExportedModel {
  const shared = { parameters, metadata: { model: model.name, config: JSON.stringify(model.config), ...metadata } }
  return {
    encoder: exportOnnx({
      ...shared,
      name: `${model.name} encoder`,
      inputs: { x: { shape: [model.dataDim] } },
      body: (p: TensorMap, { x }) => withGamma(model.encode(p, x as X)),
    }),
    decoder: exportOnnx({
      ...shared,
      name: `${model.name} decoder`,
      inputs: { z: { shape: [model.latentDim] } },
      body: (p: TensorMap, { z }) => model.decode(p, z as X),
    }),
  }
}

/** A posterior with the spike probability itself in place of its logarithm. */
function withGamma({ logGamma, ...slab }: TensorMap): TensorMap {
  return logGamma === undefined ? slab : { ...slab, gamma: logGamma.exp() }
}
