import { metricsNamed } from '@vsc/inference'
import type { Column as ColumnOf } from '@vsc/lab'
import type { SmileyMetrics } from './evaluated-run.js'

/** A metric as a column of tables, and which way is better, where one is. */
export type Column = ColumnOf<SmileyMetrics>

export const boundColumns: readonly Column[] = metricsNamed([
  'bound',
  'boundUnseen',
  'iwae',
  'iwaeStandardError',
  'logLikelihood',
  'kl',
  'elbo',
])

export const paperColumns: readonly Column[] = metricsNamed([
  'activeLatents',
  'attributesOwned',
  'correlationContrast',
  'meanBestCorrelation',
])

export const codeColumns: readonly Column[] = metricsNamed([
  'presence',
  'presenceInformation',
  'presenceOfSpikes',
  'spikeRecovery',
  'spikeRecoveryEitherSign',
  'within',
  'signedAttributesOwned',
  'signedContrast',
  'signedBestCorrelation',
])

export const useColumns: readonly Column[] = metricsNamed([
  'activeUnits',
  'activeLatents',
  'zeros',
  'latentsOn',
  'meanSpikeProbability',
])

export const scoreColumns: readonly Column[] = metricsNamed([
  'mig',
  'sap',
  'dci',
  'dciCompleteness',
  'dciInformativeness',
  'lassoDci',
  'lassoDciCompleteness',
  'lassoDciInformativeness',
])

export const allColumns: readonly Column[] = [
  ...boundColumns,
  ...paperColumns,
  ...codeColumns,
  ...useColumns.filter(({ name }) => name !== 'activeLatents'),
  ...scoreColumns,
]

/** What every point that was tried is listed with. */
export const overviewColumns: readonly Column[] = metricsNamed([
  'bound',
  'activeLatents',
  'activeUnits',
  'presence',
  'within',
  'correlationContrast',
  'attributesOwned',
  'zeros',
])
