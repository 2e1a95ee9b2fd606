import type { Column } from '../study/result-tables.js'
import type { ClothingRun } from './question.js'

/** The metrics of a model that do not depend on the question: the same in all three experiments. */
export type SharedMetrics = ReturnType<typeof sharedMetrics>

export const sharedMetrics = ({ evaluation: { terms }, use }: Pick<ClothingRun, 'evaluation' | 'use'>) => ({
  /** Nats per image, with hard spikes, as are the next three. */
  elbo: terms.elbo!.mean,
  elboMixture: terms.elboMixture?.mean,
  logLikelihood: terms.logLikelihood!.mean,
  kl: terms.kl!.mean,
  latentsInUse: use.inUse.length,
  varyingLatents: use.varying.length,
  alwaysOnLatents: use.alwaysOn.length,
  /** Latents in use that the mean code has on. */
  onPerImage: use.onPerImage,
})

export const sharedColumns: readonly Column<SharedMetrics>[] = [
  { name: 'latentsInUse', title: 'in use', decimals: 0 },
  { name: 'varyingLatents', title: 'varying', decimals: 0 },
  { name: 'alwaysOnLatents', title: 'always on', decimals: 0 },
  { name: 'onPerImage', title: 'on per image', decimals: 2 },
  { name: 'elbo', title: 'ELBO', decimals: 2 },
  { name: 'elboMixture', title: 'ELBO (mixture)', decimals: 2 },
  { name: 'logLikelihood', title: 'log p(x|z)', decimals: 2 },
  { name: 'kl', title: 'KL', decimals: 2 },
]
