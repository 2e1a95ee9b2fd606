import type { Column as ColumnOf } from '../study/result-tables.js'
import type { SmileyMetrics } from './evaluated-run.js'

/** A metric as a column of tables, and which way is better, where one is. */
export type Column = ColumnOf<SmileyMetrics>

export const boundColumns: readonly Column[] = [
  { name: 'bound', title: 'bound', decimals: 2, better: 'higher' },
  { name: 'boundUnseen', title: 'bound, unseen', decimals: 2, better: 'higher' },
  { name: 'iwae', title: 'importance-weighted', decimals: 2, better: 'higher' },
  { name: 'iwaeStandardError', title: 'its error', decimals: 2 },
  { name: 'logLikelihood', title: 'log p(x|z)', decimals: 2 },
  { name: 'kl', title: 'KL', decimals: 2 },
  { name: 'elbo', title: 'ELBO, prior selected', decimals: 2 },
]

export const paperColumns: readonly Column[] = [
  { name: 'activeLatents', title: 'active latents', decimals: 1 },
  { name: 'attributesOwned', title: 'owned', decimals: 1, better: 'higher' },
  { name: 'correlationContrast', title: 'contrast', decimals: 2, better: 'higher' },
  { name: 'meanBestCorrelation', title: 'mean best |r|', decimals: 2, better: 'higher' },
]

export const codeColumns: readonly Column[] = [
  { name: 'presence', title: 'presence', decimals: 3, better: 'higher' },
  { name: 'presenceInformation', title: 'its information', decimals: 3, better: 'higher' },
  { name: 'presenceOfSpikes', title: 'presence, spikes', decimals: 3 },
  { name: 'spikeRecovery', title: 'spike recovery', decimals: 3 },
  { name: 'spikeRecoveryEitherSign', title: 'of either sign', decimals: 3 },
  { name: 'within', title: 'within', decimals: 3, better: 'higher' },
  { name: 'signedAttributesOwned', title: 'owned, signed', decimals: 1, better: 'higher' },
  { name: 'signedContrast', title: 'contrast, signed', decimals: 3, better: 'higher' },
  { name: 'signedBestCorrelation', title: 'mean best r, signed', decimals: 3, better: 'higher' },
]

export const useColumns: readonly Column[] = [
  { name: 'activeUnits', title: 'active units', decimals: 1 },
  { name: 'activeLatents', title: 'active latents', decimals: 1 },
  { name: 'zeros', title: 'zeros', decimals: 3, better: 'higher' },
  { name: 'latentsOn', title: 'latents on', decimals: 1 },
  { name: 'meanSpikeProbability', title: 'mean γ', decimals: 3 },
]

export const scoreColumns: readonly Column[] = [
  { name: 'mig', title: 'MIG', decimals: 3, better: 'higher' },
  { name: 'sap', title: 'SAP', decimals: 3, better: 'higher' },
  { name: 'dci', title: 'DCI disentanglement', decimals: 3, better: 'higher' },
  { name: 'dciCompleteness', title: 'completeness', decimals: 3, better: 'higher' },
  { name: 'dciInformativeness', title: 'informativeness', decimals: 3, better: 'higher' },
  { name: 'lassoDci', title: 'Lasso-DCI', decimals: 3, better: 'higher' },
  { name: 'lassoDciCompleteness', title: 'Lasso completeness', decimals: 3, better: 'higher' },
  { name: 'lassoDciInformativeness', title: 'Lasso informativeness', decimals: 3, better: 'higher' },
]

export const allColumns: readonly Column[] = [
  ...boundColumns,
  ...paperColumns,
  ...codeColumns,
  ...useColumns.filter(({ name }) => name !== 'activeLatents'),
  ...scoreColumns,
]

/** What every point that was tried is listed with. */
export const overviewColumns: readonly Column[] = (
  [
    'bound',
    'activeLatents',
    'activeUnits',
    'presence',
    'within',
    'correlationContrast',
    'attributesOwned',
    'zeros',
  ] as const
).map((name) => allColumns.find((column) => column.name === name)!)
