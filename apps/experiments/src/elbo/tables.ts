import type { Table } from '@vsc/figures'
import { likelihoodOf } from '../study/evaluated-run.js'
import { type Column, resultTable, spreadTable } from '../study/result-tables.js'
import { decimals } from '../study/spread.js'
import type { OnData } from './comparison.js'
import type { ElboMetrics } from './findings.js'

const columns: readonly Column<ElboMetrics>[] = [
  { name: 'elbo', title: 'ELBO', decimals: 2 },
  { name: 'logLikelihood', title: 'log p(x|z)', decimals: 2 },
  { name: 'kl', title: 'KL', decimals: 2 },
  { name: 'elboMixture', title: 'ELBO (mixture)', decimals: 2 },
  { name: 'importanceWeightedBound', title: 'IW bound', decimals: 2 },
  { name: 'meanSpikeProbability', title: 'mean γ', decimals: 2 },
  { name: 'latentsInUse', title: 'in use', decimals: 0 },
]

/** Every point of the figures. */
export const pointTable = ({ fullTitle, groups }: OnData, likelihood: string): Table =>
  spreadTable({
    caption: `${fullTitle}, ${likelihood}: mean ± standard deviation over seeds, in nats per test example.`,
    groups,
    columns,
  })

/** Every model. */
export const runTable = ({ fullTitle, groups }: OnData): Table =>
  resultTable({
    caption: `${fullTitle}: in nats per test example; training.`,
    groups,
    columns,
    more: {
      titles: ['likelihood', 'seconds', 'steps/s'],
      values: (one) => [likelihoodOf(one), decimals(1, one.seconds), decimals(1, one.stepsPerSecond)],
    },
  })
