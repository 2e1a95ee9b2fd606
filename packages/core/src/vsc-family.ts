import type { z } from 'zod'
import { dimensionKeys, type ModelFamily, type PublishedRun } from './model-family.js'
import { type Settings, settings } from './settings.js'
import { createVsc, vscSchedules } from './vsc.js'
import { vscConfigSchema } from './vsc-config.js'
import { shortRunVsc } from './vsc-short-run.js'

/** VSC's configuration without its dimensions, every default of its variant spelled out. */
const vscSettingsSchema = vscConfigSchema.in.omit(dimensionKeys).transform(({ ...settings }) => {
  const { dataDim, latentDim, ...complete } = vscConfigSchema.parse({ ...settings, dataDim: 1, latentDim: 1 })
  return complete
})

/** VSC by its name, `vsc`. */
export const vscFamily: ModelFamily<z.output<typeof vscSettingsSchema>> = {
  name: 'vsc',
  title: 'VSC',
  spikes: true,
  settings: vscSettingsSchema,
  create: (settings, { dataDim, latentDim }) => createVsc({ ...settings, dataDim, latentDim }),
  schedules: vscSchedules,
  shortRun: ({ kind, pseudoInputCount }) => ({ pseudoInputCount, ...shortRunVsc[kind] }),
  published: publishedVsc,
}

/** As published on this data: the paper's settings for Smiley and CelebA; on any other, those for Fashion-MNIST and UCI-HAR. */
function publishedVsc(dataName: string): PublishedRun {
  const { model, training } = publishedOn(dataName)
  const { lambda, slope, ...rest } = training
  const { variant, hiddenDim, pseudoInputCount } = model
  return { model: { variant, hiddenDim, pseudoInputCount }, training: { ...rest, schedules: { lambda, slope } } }
}

/** The paper's experiment on this data set, by its name; any other is trained as Fashion-MNIST and UCI-HAR are. */
export const publishedOn = (dataName: string): Settings =>
  dataName === 'smiley' || dataName === 'celeba' ? settings[dataName] : settings.elbo
