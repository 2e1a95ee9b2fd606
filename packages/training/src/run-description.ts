import type { LatentModel } from '@vsc/core'
import type { DataSet } from '@vsc/data'
import type { Engine } from '@vsc/engine'
import type { TrainingConfig } from './config.js'

/** What is trained on what and how: the contents of config.json. */
export interface RunDescription {
  readonly model: { readonly name: string; readonly config: unknown }
  readonly data: Pick<DataSet, 'name' | 'count' | 'shape' | 'provenance'>
  /** The engine's full name, such as `onnx:cpu`. */
  readonly engine: string
  readonly training: TrainingConfig
}

export function describeRun({
  model,
  data,
  engine,
  config,
}: {
  readonly model: LatentModel
  readonly data: DataSet
  readonly engine: Engine
  readonly config: TrainingConfig
}): RunDescription {
  return {
    model: { name: model.name, config: model.config },
    data: { name: data.name, count: data.count, shape: data.shape, provenance: data.provenance },
    engine: engine.name,
    training: config,
  }
}

/** Settings that a resumed run may change, since no step depends on them. */
const free = new Set(['engine', 'training.iterations', 'training.checkpointEvery', 'training.keepCheckpoints'])

/**
 * In which settings two runs differ, as lines such as `model.config.latentDim: 40, expected 18`, apart from the engine,
 * the number of iterations, and when checkpoints are written and kept.
 */
export function differences(found: RunDescription, expected: RunDescription): string[] {
  const [left, right] = [leavesOf(found), leavesOf(expected)]
  const paths = [...new Set([...left.keys(), ...right.keys()])].filter((path) => !free.has(path))
  return paths
    .filter((path) => left.get(path) !== right.get(path))
    .map((path) => `${path}: ${left.get(path) ?? 'none'}, expected ${right.get(path) ?? 'none'}`)
}

/** Every number, string and so on of a value by its path, as JSON has it. */
function leavesOf(value: unknown): Map<string, string> {
  const leaves = new Map<string, string>()
  const visit = (path: string, value: unknown): void => {
    if (typeof value !== 'object' || value === null) leaves.set(path, JSON.stringify(value))
    else for (const [key, inner] of Object.entries(value)) visit(path === '' ? key : `${path}.${key}`, inner)
  }
  visit('', JSON.parse(JSON.stringify(value)))
  return leaves
}
