import { constant, type LatentModel, modelKeys, scheduleSchema } from '@vsc/core'
import { type EngineName, engineNames } from '@vsc/engine'
import { schedulesOf as schedulesKey, stepSizesOf, type TrainingConfig, trainingConfigSchema } from '@vsc/training'
import { z } from 'zod'
import { type ConfigTree, isTree } from '../config/tree.js'
import { LabError } from '../errors.js'
import { type Lab, modelNamed, unknownName } from '../lab.js'
import { askedAgain, type DataSettings, dataSettingsSchema } from './data-settings.js'

/** A model, its data and its training: what `vsc train` takes, and what every run of an experiment is. */
export interface RunConfiguration {
  readonly model: ModelSettings
  readonly data: DataSettings
  readonly training: TrainingConfig
  readonly engine: EngineName
}

/** The settings of a model beside its name and J. */
export interface ModelSettings {
  readonly name: string
  /** J */
  readonly latentDim: number
  readonly [setting: string]: unknown
}

/** A schedule, or a number for the one that never changes. */
export const scheduleOrNumber = z
  .preprocess((given) => (typeof given === 'number' ? constant(given) : given), scheduleSchema)
  .meta({ typeName: 'Schedule', range: 'a number, or a schedule' })

/** One of several names, and an error that lists them. */
export const engineKey = z
  .enum(engineNames, { error: ({ input }) => `there is no engine '${input}'; there are: ${engineNames.join(', ')}` })
  .default('auto')
  .describe('What computes; `auto` is the fastest there is.')

/** What is said of every model beside its own settings. */
export const namedModelKeys = {
  name: z.string().describe('The model.'),
  latentDim: modelKeys.latentDim,
}

/** Where a run's configuration takes more than {@link trainingConfigSchema}: a number for a schedule that never changes. */
export const trainingKeys = {
  learningRate: stepSizesOf(scheduleOrNumber),
  schedules: schedulesKey(scheduleOrNumber),
}

const modelSchema = (lab: Lab) =>
  z.looseObject(namedModelKeys).transform((given, context) => {
    const { name, latentDim, ...settings } = given
    const family = lab.models.find((each) => each.name === name)
    if (family === undefined) {
      const message = unknownName('model', name, lab.models, lab.origin)
      context.issues.push({ code: 'custom', message, path: ['name'], input: given })
      return z.NEVER
    }
    const { data, error } = family.settings.safeParse(settings)
    for (const issue of error?.issues ?? []) context.issues.push({ ...issue, input: given } as z.core.$ZodRawIssue)
    return { name, latentDim, ...(data as object) }
  })

/** What `vsc train` can be told, with the models and data sets of this lab. */
export const runConfigurationSchema = (lab: Lab) =>
  z
    .strictObject({
      model: modelSchema(lab),
      data: dataSettingsSchema(lab),
      training: trainingConfigSchema.extend(trainingKeys),
      engine: engineKey,
    })
    .superRefine(({ model, training: { schedules, bestBy, earlyStopping } }, context) => {
      const wanted = wantedBy(lab, model)
      const problem = (name: string, message: string) =>
        context.addIssue({ code: 'custom', path: ['training', 'schedules', name], message })
      const unvalidated = 'there is no validation set here: leave it out, or call train() of @vsc/training with one'
      for (const [key, asks] of Object.entries({
        bestBy: bestBy === 'validation',
        earlyStopping: earlyStopping !== null,
      })) {
        if (asks) context.addIssue({ code: 'custom', path: ['training', key], message: unvalidated })
      }
      if (wanted === undefined) return
      for (const name of wanted) if (!Object.hasOwn(schedules, name)) problem(name, `${model.name} needs this schedule`)
      for (const name of Object.keys(schedules))
        if (!wanted.includes(name)) problem(name, `${model.name} has no such schedule`)
    })

/** The schedules of a model whose settings are valid; undefined where they are not, which is a problem of its own. */
function wantedBy(lab: Lab, { name, latentDim, ...settings }: ModelSettings): readonly string[] | undefined {
  const { data, success } = modelNamed(lab, name).settings.safeParse(settings)
  return success ? schedulesOf(lab, { ...(data as object), name, latentDim: 1 }) : undefined
}

/**
 * The model that a configuration asks for, for N examples of M numbers.
 *
 * @throws LabError UNKNOWN_MODEL; CoreError INVALID_CONFIG
 */
export function modelOf(
  lab: Lab,
  { name, latentDim, ...settings }: ModelSettings,
  { dim, count }: { readonly dim: number; readonly count: number },
): LatentModel {
  return modelNamed(lab, name).create(settings, { dataDim: dim, latentDim, exampleCount: count })
}

/** The schedules that a model asks for as it is set. */
export function schedulesOf(lab: Lab, model: ModelSettings): readonly string[] {
  const { name, latentDim, ...settings } = model
  const family = modelNamed(lab, name)
  return family.schedules?.(settings) ?? modelOf(lab, { ...model, latentDim: 1 }, { dim: 1, count: 1 }).schedules
}

/**
 * A configuration file as it may be given: as the schema says, or the config.json of a run, which says of its model and its data
 * more than was asked.
 *
 * @throws LabError BAD_FILE for the configuration of an experiment
 */
export function asRunConfiguration(lab: Lab, file: ConfigTree): ConfigTree {
  const { experiment, model, data } = file
  if (experiment !== undefined) {
    throw new LabError(
      'BAD_FILE',
      'this is the configuration of an experiment: run it by `experiment --config`, or give the config.json of one of its runs',
    )
  }
  if (!isTree(model) || !isTree(model.config) || !isTree(data) || !isTree(data.provenance)) return file
  const { dataDim, ...settings } = model.config
  return {
    ...file,
    model: { name: model.name, ...settings },
    data: askedAgain(lab, { name: data.name, provenance: data.provenance, preparation: data.preparation }),
  }
}
