import type { LatentModel } from '@vsc/core'
import type { DataSet, LabelledDataSet } from '@vsc/data'
import { exportOnnx, type NamedTensors, type TensorMap } from '@vsc/engine'

/** A trained model, and what its files are to say of it. */
export interface ExportModelOptions {
  readonly model: LatentModel
  readonly parameters: NamedTensors<Float32Array>
  /**
   * What the model was trained on. Both files say, as `data` in JSON, what others need to prepare inputs alike: `shape`, the
   * `preparation` with its numbers, the `layout` of the files (columns, image size and colours, range) and the `classes`.
   */
  readonly data?: TrainedOn
  /** Other strings that both files carry. */
  readonly metadata?: Readonly<Record<string, string>>
}

type TrainedOn = Pick<
  DataSet,
  'name' | 'count' | 'shape' | 'range' | 'provenance' | 'preparation' | 'layout' | 'file'
> &
  Partial<Pick<LabelledDataSet, 'classes'>>

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
 * Their input is examples as they were prepared for training: `applyPreparation` of @vsc/data does it by what `data` says, and so do
 * two lines of Python.
 *
 * @throws EngineError where the model cannot be written so
 * @example
 * import { betaVaeConfigSchema, createBetaVae } from '@vsc/baselines'
 * import { createRng } from '@vsc/random'
 *
 * const model = createBetaVae({ dataDim: 16, latentDim: 2, hiddenDim: 8 })
 * const { encoder, decoder } = exportModel({ model, parameters: model.init({ rng: createRng(1) }) })
 */
export function exportModel({ model, parameters, data, metadata = {} }: ExportModelOptions): ExportedModel {
  const shared = {
    parameters,
    metadata: {
      model: model.name,
      config: JSON.stringify(model.config),
      ...(data && { data: JSON.stringify(trainedOn(data)) }),
      ...metadata,
    },
  }
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

/** Of a data set what can be written down. */
function trainedOn(data: TrainedOn): TrainedOn {
  const { name, count, shape, range, provenance, preparation, layout, file, classes } = data
  return {
    ...{ name, count, shape, range, provenance },
    ...(preparation && { preparation }),
    ...(layout && { layout }),
    ...(classes && { classes }),
    ...(file && { file }),
  }
}

/** A posterior with the spike probability itself in place of its logarithm. */
function withGamma({ logGamma, ...slab }: TensorMap): TensorMap {
  return logGamma === undefined ? slab : { ...slab, gamma: logGamma.exp() }
}
