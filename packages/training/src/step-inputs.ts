import { type LatentModel, type ScheduleValues, valueAt } from '@vsc/core'
import { createBatches, type DataSet } from '@vsc/data'
import type { TensorSpec, TrainingDefinition } from '@vsc/engine'
import { createRng } from '@vsc/random'
import type { TrainingConfig } from './config.js'

// What goes into a step is named `x`, `noise/...` and `schedule/...`, so that no model's names can clash.

/** The inputs of a training step, in arrays that are made once and filled again for every step. */
export interface StepInputs {
  readonly specs: Readonly<Record<string, TensorSpec>>
  readonly values: Readonly<Record<string, Float32Array | number>>
  /** The schedules' values, by the model's names for them. */
  readonly schedules: Readonly<Record<string, number>>
  /** Reads the batch, draws the noise and sets the schedules of an iteration. They depend on nothing but its number. */
  fill(iteration: number): void
}

export function createStepInputs(model: LatentModel, data: DataSet, config: TrainingConfig): StepInputs {
  const { batchSize, seed, shuffle } = config
  const batches = createBatches({ count: data.count, batchSize, seed, shuffle })
  const rng = createRng(seed)
  const x = new Float32Array(batchSize * data.dim)
  const noises = Object.entries(model.noise).map(([name, { distribution, shape }]) => {
    const batchShape = [batchSize, ...shape]
    const array = new Float32Array(batchShape.reduce((size, n) => size * n, 1))
    return { name, distribution, shape: batchShape, array }
  })
  const schedules: Record<string, number> = {}
  const values: Record<string, Float32Array | number> = { x }
  for (const { name, array } of noises) values[`noise/${name}`] = array

  return {
    specs: {
      x: { shape: [batchSize, data.dim] },
      ...Object.fromEntries(noises.map(({ name, shape }) => [`noise/${name}`, { shape }])),
      ...Object.fromEntries(model.schedules.map((name) => [`schedule/${name}`, { shape: [] }])),
    },
    values,
    schedules,
    fill(iteration) {
      data.read(batches.indices(iteration), x)
      for (const { name, distribution, array } of noises) {
        const stream = rng.fork('noise', iteration, name)
        if (distribution === 'normal') stream.fillNormal(array)
        else stream.fillUniform(array)
      }
      for (const name of model.schedules) {
        schedules[name] = valueAt(config.schedules[name]!, iteration)
        values[`schedule/${name}`] = schedules[name]
      }
    },
  }
}

/** The model's objective as a loss that takes these inputs. */
export function lossOf(model: LatentModel): TrainingDefinition['loss'] {
  type X = Parameters<LatentModel['objective']>[1]
  return (parameters, inputs) => {
    const named = (kind: string, names: readonly string[]) =>
      Object.fromEntries(names.map((name) => [name, inputs[`${kind}/${name}`]!]))
    const noise = named('noise', Object.keys(model.noise))
    const schedules = named('schedule', model.schedules) as ScheduleValues
    return model.objective(parameters, inputs.x as X, noise, schedules)
  }
}
