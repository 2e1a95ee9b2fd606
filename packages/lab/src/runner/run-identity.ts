import { createHash } from 'node:crypto'
import type { DataSet } from '@vsc/data'
import type { Engine } from '@vsc/engine'
import { comparableData, describeRun, type RunDescription } from '@vsc/training'
import { builtIn } from '../define-lab.js'
import type { Lab } from '../lab.js'
import { labFingerprint } from '../lab-fingerprint.js'
import { modelOf, type RunConfiguration } from '../run-config/run-configuration.js'
import { fittedTraining } from '../run-config/small-data.js'

/** Raised when the program trains another model than before by the same description. */
const recipe = 1

/** A run and what, beside its configuration, determines its result. */
export interface RunIdentityOptions {
  readonly lab: Lab
  /** What is trained, and how. */
  readonly configuration: RunConfiguration
  /** What it is trained on. */
  readonly data: DataSet
  readonly engine: Pick<Engine, 'name'>
}

/**
 * A hash of everything that determines a trained model, up to rounding: the model's settings, the data by their checksum or by what
 * generates them, the training, whether ONNX Runtime or TensorFlow.js computes, and the file of a model or of data that are one's own.
 * When checkpoints are written, and which device computes, makes no difference.
 *
 * @throws CoreError INVALID_CONFIG
 */
export async function runIdentity({ lab, configuration, data, engine }: RunIdentityOptions): Promise<string> {
  const model = modelOf(lab, configuration.model, data)
  const description = describeRun({
    model,
    data,
    engine: engine as Engine,
    config: fittedTraining(configuration.training, data),
  })
  const own = isOwn(lab, configuration) ? await labFingerprint(lab) : undefined
  return createHash('sha256')
    .update(canonical(determinants(description, own)))
    .digest('hex')
    .slice(0, 32)
}

function determinants({ model, data, engine, training }: RunDescription, own: string | undefined) {
  const { checkpointEvery: _, keepCheckpoints: __, ...steps } = training
  return { recipe, model, data: dataIdentity(data), engine: engine.split(':')[0], training: steps, own }
}

/** Reduced to what a step depends on; data that are known by their checksum are the same under every path. */
function dataIdentity(description: RunDescription['data']) {
  const [{ name, ...data }] = comparableData(description, description)
  return typeof data.provenance.sha256 === 'string' ? data : { name, ...data }
}

/** Whether the code of the model or of the data is the user's. */
const isOwn = ({ dataSets }: Lab, { model, data }: RunConfiguration): boolean =>
  !builtIn.models.some(({ name }) => name === model.name) ||
  (dataSets.some(({ name }) => name === data.name) && !builtIn.dataSets.some(({ name }) => name === data.name))

/** JSON with its keys in order. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
