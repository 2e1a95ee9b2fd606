import { type ConfigTree, isTree } from '@vsc/config'
import { constant, scheduleSchema } from '@vsc/core'
import { engineNames } from '@vsc/engine'
import { createModel, type ModelName, modelNames, models } from '@vsc/models'
import { trainingConfigSchema } from '@vsc/training'
import { z } from 'zod'
import { askedAgain, dataSettingsSchema } from '../data/data-settings.js'

/** A schedule, or a number for the one that never changes. */
const scheduleOrNumber = z.preprocess((given) => (typeof given === 'number' ? constant(given) : given), scheduleSchema)

const modelSchema = z
  .looseObject({
    name: z.enum(modelNames, {
      error: ({ input }) => `there is no model '${input}'; there are: ${modelNames.join(', ')}`,
    }),
    /** J */
    latentDim: z.number().int().positive(),
  })
  .transform(({ name, latentDim, ...given }, context) => {
    const { data, error } = models[name].settings.safeParse(given)
    for (const issue of error?.issues ?? []) context.issues.push({ ...issue, input: given } as z.core.$ZodRawIssue)
    return { name, latentDim, ...data }
  })

/** What `vsc train` can be told. */
export const configurationSchema = z
  .strictObject({
    model: modelSchema,
    data: dataSettingsSchema,
    training: trainingConfigSchema.extend({
      learningRate: scheduleOrNumber,
      schedules: z.record(z.string(), scheduleOrNumber).default({}),
    }),
    engine: z
      .enum(engineNames, {
        error: ({ input }) => `there is no engine '${input}'; there are: ${engineNames.join(', ')}`,
      })
      .default('auto'),
  })
  .superRefine(({ model, training: { schedules } }, context) => {
    const wanted = modelWith(model, { dataDim: 1, count: 1 }).schedules
    const problem = (name: string, message: string) =>
      context.addIssue({ code: 'custom', path: ['training', 'schedules', name], message })
    for (const name of wanted) if (!Object.hasOwn(schedules, name)) problem(name, `${model.name} needs this schedule`)
    for (const name of Object.keys(schedules))
      if (!wanted.includes(name)) problem(name, `${model.name} has no such schedule`)
  })

export type Configuration = z.output<typeof configurationSchema>

/** The model that a configuration asks for, for N examples of M numbers. */
export function modelWith(
  { name, latentDim, ...settings }: Configuration['model'],
  { dataDim, count }: { readonly dataDim: number; readonly count: number },
) {
  const complete = name === 'beta-tcvae' ? { datasetSize: count, ...settings } : settings
  return createModel(name, complete as Parameters<typeof createModel>[1], { dataDim, latentDim })
}

/**
 * A configuration file as it may be given: as the schema says, or the config.json of a run, which says of its model and its data
 * more than was asked.
 */
export function asConfiguration(file: ConfigTree): ConfigTree {
  const { model, data } = file
  if (!isTree(model) || !isTree(model.config) || !isTree(data) || !isTree(data.provenance)) return file
  const { dataDim, ...settings } = model.config
  return {
    ...file,
    model: { name: model.name, ...settings },
    data: askedAgain({ name: data.name, provenance: data.provenance }),
  }
}

export const isModelName = (name: unknown): name is ModelName => modelNames.some((candidate) => candidate === name)
