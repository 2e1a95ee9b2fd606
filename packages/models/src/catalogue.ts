import {
  betaTcVaeConfigSchema,
  betaVaeConfigSchema,
  createBetaTcVae,
  createBetaVae,
  createDipVae,
  createFactorVae,
  createVampPriorVae,
  dipVaeConfigSchema,
  factorVaeConfigSchema,
  vampPriorVaeConfigSchema,
} from '@vsc/baselines'
import { createVsc, type LatentModel, vscConfigSchema } from '@vsc/core'
import type { z } from 'zod'

/** M and J: what an experiment decides about a model, and no configuration. */
export interface Dimensions {
  readonly dataDim: number
  readonly latentDim: number
}

const anyDimensions: Dimensions = { dataDim: 1, latentDim: 1 }
const dimensions = { dataDim: true, latentDim: true } as const

/** VSC's configuration without its dimensions, every default of its variant spelled out. */
const vscSettingsSchema = vscConfigSchema.in.omit(dimensions).transform(({ ...settings }) => {
  const { dataDim, latentDim, ...complete } = vscConfigSchema.parse({ ...settings, ...anyDimensions })
  return complete
})

interface ModelKind {
  /** What it is called in reports. */
  readonly title: string
  readonly settings: z.ZodType
  readonly create: (config: never) => LatentModel
}

/**
 * The models that can be trained, by the name they are asked for. To add one, add its settings and how it is made here, and
 * the key of its name to the configurations of the experiments that train it.
 */
export const models = {
  vsc: { title: 'VSC', settings: vscSettingsSchema, create: createVsc },
  'beta-vae': { title: 'beta-VAE', settings: betaVaeConfigSchema.omit(dimensions), create: createBetaVae },
  'beta-tcvae': {
    title: 'beta-TCVAE',
    settings: betaTcVaeConfigSchema.omit(dimensions).partial({ datasetSize: true }), // the experiment knows its own
    create: createBetaTcVae,
  },
  'factor-vae': { title: 'FactorVAE', settings: factorVaeConfigSchema.omit(dimensions), create: createFactorVae },
  'dip-vae': { title: 'DIP-VAE', settings: dipVaeConfigSchema.in.omit(dimensions), create: createDipVae },
  'vamp-prior-vae': {
    title: 'VampPrior VAE',
    settings: vampPriorVaeConfigSchema.omit(dimensions),
    create: createVampPriorVae,
  },
} as const satisfies Record<string, ModelKind>

export type ModelName = keyof typeof models

export const modelNames = Object.keys(models) as [ModelName, ...ModelName[]]

/** The settings of every model, by its name. */
export type ModelSettings = { readonly [Name in ModelName]: z.output<(typeof models)[Name]['settings']> }

/** The model of this name with these settings, checked. */
export function createModel(name: ModelName, settings: ModelSettings[ModelName], dimensions: Dimensions): LatentModel {
  const create: (config: never) => LatentModel = models[name].create
  return create({ ...settings, ...dimensions } as never)
}
