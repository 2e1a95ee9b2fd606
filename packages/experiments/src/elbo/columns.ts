import { metricsNamed } from '@vsc/inference'
import type { Column } from '@vsc/lab'
import type { ElboMetrics } from './findings.js'

export const columns: readonly Column<ElboMetrics>[] = metricsNamed([
  ...(['elbo', 'logLikelihood', 'kl', 'bound', 'iwae'] as const),
  ...(['meanSpikeProbability', 'activeUnits'] as const),
])
