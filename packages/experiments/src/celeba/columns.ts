import type { Column } from '@vsc/lab'
import type { CelebAMetrics } from './findings.js'

export const faceColumns: readonly Column<CelebAMetrics>[] = [
  { name: 'activeUnits', title: 'in use', decimals: 0 },
  { name: 'varyingLatents', title: 'varying', decimals: 0 },
  { name: 'alwaysOnLatents', title: 'always on', decimals: 0 },
  { name: 'onPerImage', title: 'on per face', decimals: 2 },
  { name: 'reconstructionError', title: 'error', decimals: 4 },
  { name: 'trainReconstructionError', title: 'error (train)', decimals: 4 },
  { name: 'sampleChange', title: 'change of samples', decimals: 4 },
  { name: 'unconditionalChange', title: 'with spikes of their own', decimals: 4 },
  { name: 'changeAcrossFaces', title: 'change across faces', decimals: 4 },
]

export const likelihoodColumns: readonly Column<CelebAMetrics>[] = [
  { name: 'elbo', title: 'ELBO', decimals: 1 },
  { name: 'trainElbo', title: 'train', decimals: 1 },
  { name: 'logLikelihood', title: 'log p(x|z)', decimals: 1 },
  { name: 'trainLogLikelihood', title: 'train', decimals: 1 },
  { name: 'kl', title: 'KL', decimals: 1 },
  { name: 'trainKl', title: 'train', decimals: 1 },
]
