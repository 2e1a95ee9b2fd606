import { betaVaeFamily } from '@vsc/baselines'
import { type LatentModel, type ModelFamily, parseConfig, vscFamily } from '@vsc/core'
import type { DataSet } from '@vsc/data'
import type { Settings } from '../settings.js'

/** One of the two models of the page: a family, and what of its settings the page decides. */
export interface Contestant {
  readonly family: ModelFamily
  /** What stays as it is; the rest has the family's defaults. */
  readonly fixed: (hiddenDim: number) => Readonly<Record<string, unknown>>
  /** What a slider may change while the model learns. */
  readonly adjustable: (settings: Settings) => Readonly<Record<string, unknown>>
}

/** K, the pseudo-inputs of VSC's prior. */
const pseudoInputCount = 12

export const contestants: readonly Contestant[] = [
  {
    family: vscFamily as ModelFamily,
    fixed: (hiddenDim) => ({ ...vscFamily.shortRun?.({ kind: 'binary', hiddenDim, pseudoInputCount }) }),
    adjustable: ({ alpha }) => ({ alpha }),
  },
  {
    family: betaVaeFamily as ModelFamily,
    fixed: () => ({ klWarmUp: true }),
    adjustable: ({ beta }) => ({ beta }),
  },
]

/** The model that the sliders ask for. */
export function modelOf({ family, fixed, adjustable }: Contestant, asked: Settings, data: DataSet): LatentModel {
  const { hiddenDim, latentDim } = asked
  const settings = { likelihood: 'bernoulli', hiddenDim, ...fixed(hiddenDim), ...adjustable(asked) }
  return createModel(family, settings, { latentDim, data })
}

/** A model as it is but for what a slider has changed, so that it can go on with the same parameters. */
export function adjusted({ family, adjustable }: Contestant, model: LatentModel, asked: Settings, data: DataSet) {
  const { dataDim, latentDim, ...settings } = model.config as Readonly<Record<string, unknown>>
  return createModel(family, { ...settings, ...adjustable(asked) }, { latentDim: model.latentDim, data })
}

/**
 * A model of a family by settings that are yet to be checked.
 *
 * @throws CoreError INVALID_CONFIG where they are none of the family's
 */
export function createModel(
  family: ModelFamily,
  settings: Readonly<Record<string, unknown>>,
  { latentDim, data }: { readonly latentDim: number; readonly data: DataSet },
): LatentModel {
  const checked = parseConfig(family.settings, settings, `configuration of the model ${family.name}`)
  return family.create(checked, { dataDim: data.dim, latentDim, exampleCount: data.count })
}
