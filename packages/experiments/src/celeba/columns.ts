import { metricsNamed } from '@vsc/inference'
import type { Column } from '@vsc/lab'
import type { CelebAMetrics } from './findings.js'

/** The same of faces that were trained on. */
const inTraining = <Name extends keyof CelebAMetrics & string>(
  [metric]: readonly Column[],
  name: Name,
): Column<CelebAMetrics> => ({ ...metric!, name, title: `${metric!.title}, train` })

export const faceColumns: readonly Column<CelebAMetrics>[] = [
  ...metricsNamed(['activeUnits', 'varyingLatents', 'alwaysOnLatents', 'onPerImage', 'reconstructionError']),
  inTraining(metricsNamed(['reconstructionError']), 'trainReconstructionError'),
  { name: 'sampleChange', title: 'change of samples', decimals: 4 },
  { name: 'unconditionalChange', title: 'with spikes of their own', decimals: 4 },
  { name: 'changeAcrossFaces', title: 'change across faces', decimals: 4 },
]

export const likelihoodColumns: readonly Column<CelebAMetrics>[] = [
  ...metricsNamed(['elbo', 'logLikelihood', 'kl']),
  inTraining(metricsNamed(['elbo']), 'trainElbo'),
  inTraining(metricsNamed(['logLikelihood']), 'trainLogLikelihood'),
  inTraining(metricsNamed(['kl']), 'trainKl'),
]
