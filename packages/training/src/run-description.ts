import type { LatentModel } from '@vsc/core'
import type { DataSet } from '@vsc/data'
import type { Engine, Optimiser } from '@vsc/engine'
import * as z from 'zod'
import { type TrainingConfig, trainingConfigSchema } from './config.js'
import { comparableData, type DataDescription, dataDescriptionSchema, describeData } from './data-description.js'
import type { ValidationPlan } from './validation-plan.js'

/** What is trained on what and how: the contents of config.json. */
export interface RunDescription {
  readonly model: { readonly name: string; readonly config: unknown }
  readonly data: DataDescription
  /** The engine's full name, such as `onnx:cpu`. */
  readonly engine: string
  readonly training: TrainingConfig
  /** What is validated on, if anything is. */
  readonly validation?: (Omit<ValidationPlan, 'data'> & { readonly data: DataDescription }) | undefined
  /** The optimiser in Adam's place, if there is one. */
  readonly optimiser?: Pick<Optimiser, 'name' | 'config'> | undefined
}

/** A run as its `config.json` describes it: model, data, engine and every setting. */
export function describeRun({
  model,
  data,
  engine,
  config,
  validation,
  optimiser,
}: {
  readonly model: LatentModel
  readonly data: DataSet
  readonly engine: Engine
  readonly config: TrainingConfig
  readonly validation?: ValidationPlan | undefined
  readonly optimiser?: Optimiser | undefined
}): RunDescription {
  return {
    model: { name: model.name, config: model.config },
    data: describeData(data),
    engine: engine.name,
    training: config,
    ...(validation && { validation: { ...validation, data: describeData(validation.data) } }),
    ...(optimiser && { optimiser: { name: optimiser.name, config: optimiser.config } }),
  }
}

export const runDescriptionSchema = z.object({
  model: z.object({ name: z.string(), config: z.record(z.string(), z.unknown()) }),
  data: dataDescriptionSchema,
  engine: z.string(),
  training: trainingConfigSchema,
  validation: z
    .object({ data: dataDescriptionSchema, every: z.number().int().positive(), batchSize: z.number().int().positive() })
    .optional(),
  optimiser: z
    .object({ name: z.string(), config: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])) })
    .optional(),
})

/** Settings that no step depends on. */
const free = ['engine', 'training.checkpointEvery', 'training.keepCheckpoints']

/** Those that a resumed run may change. */
const freeToResume = [...free, 'training.iterations', 'training.earlyStopping.patience']

/** Whether two runs end with the same model, up to rounding: they differ in nothing that a step depends on. */
export const isSameRun = (one: RunDescription, other: RunDescription): boolean =>
  differences(one, other, free).length === 0

/**
 * In which settings two runs differ, as lines such as `model.config.latentDim: 40, expected 18`: by default apart from the
 * engine, the number of iterations, the patience of early stopping, and when checkpoints are written and kept.
 */
export function differences(
  found: RunDescription,
  expected: RunDescription,
  ignored: readonly string[] = freeToResume,
): string[] {
  const [left, right] = comparable(found, expected).map((run) => leavesOf(withOptimiser(run))) as [Leaves, Leaves]
  const paths = [...new Set([...left.keys(), ...right.keys()])].filter((path) => !ignored.includes(path))
  return paths
    .filter((path) => left.get(path) !== right.get(path))
    .map((path) => `${path}: ${left.get(path) ?? 'none'}, expected ${right.get(path) ?? 'none'}`)
}

function comparable(one: RunDescription, other: RunDescription): [RunDescription, RunDescription] {
  const [data, otherData] = comparableData(one.data, other.data)
  if (one.validation === undefined || other.validation === undefined) {
    return [
      { ...one, data },
      { ...other, data: otherData },
    ]
  }
  const [shown, otherShown] = comparableData(one.validation.data, other.validation.data)
  return [
    { ...one, data, validation: { ...one.validation, data: shown } },
    { ...other, data: otherData, validation: { ...other.validation, data: otherShown } },
  ]
}

/** No optimiser is Adam by its own name. */
const withOptimiser = (run: RunDescription): RunDescription => ({
  ...run,
  optimiser: run.optimiser ?? { name: 'adam', config: {} },
})

type Leaves = ReturnType<typeof leavesOf>

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
