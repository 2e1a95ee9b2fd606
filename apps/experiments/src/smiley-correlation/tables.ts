import { smileyAttributes } from '@vsc/data'
import type { Table, Value } from '@vsc/figures'
import { likelihoodOf } from '../study/evaluated-run.js'
import { sweepsOf } from '../study/groups.js'
import { type Column as ColumnOf, resultTable, spreadTable, valuesOf } from '../study/result-tables.js'
import { decimals, mean, meanAndDeviation } from '../study/spread.js'
import type { SmileyMetrics } from './findings.js'
import { type Group, typicalRun } from './groups.js'
import { publishedFor, publishedIterations } from './published.js'
import type { ValidationScores } from './validation.js'

/** Every group beside figure 9. */
export function comparisonTable(groups: readonly Group[]): Table {
  const spread = groups.some(({ runs }) => runs.length > 1) ? '; mean ± standard deviation over seeds' : ''
  return {
    caption: `Beside figure 9 of the paper, whose models were trained for ${publishedIterations.toLocaleString('en')} iterations${spread}.`,
    columns: ['', 'iterations', 'active latents', 'in figure 9', 'mean best |r|', 'in figure 9', 'owned', 'contrast'],
    rows: groups.map(({ label, runs }) => {
      const [{ run, metrics }] = runs
      const published = publishedFor(run.model, run.latentDim)
      const spreadOf = (name: keyof SmileyMetrics, digits: number) => meanAndDeviation(valuesOf(runs, name), digits)
      return [
        label,
        metrics.at(-1)?.iteration ?? null,
        spreadOf('activeLatents', 1),
        published?.activeLatents ?? 'not there',
        spreadOf('meanBestCorrelation', 2),
        published?.meanBestCorrelation ?? 'not there',
        spreadOf('attributesOwned', 1),
        spreadOf('correlationContrast', 2),
      ]
    }),
  }
}

/** The disentanglement scores and the likelihood of every group. */
export function scoreTable(groups: readonly Group[]): Table {
  return {
    caption: 'Disentanglement scores over active latents; likelihood in nats per image.',
    columns: ['', ...scoreColumns.map(({ title }) => title)],
    rows: groups.map(({ label, runs }) => [
      label,
      ...scoreColumns.map(({ name, decimals }) => meanAndDeviation(valuesOf(runs, name), decimals)),
    ]),
  }
}

/** Every point of the sweeps of more than one, and which was chosen. */
export function sweepTable(groups: readonly Group[], chosen: readonly Group[]): Table {
  const points = sweepsOf(groups).filter((sweep) => sweep.length > 1)
  return {
    caption:
      'The points of each sweep: the contrast over the validation images, by which one was chosen, and beside it what else it found there, and the contrast over the test images. Means over seeds.',
    columns: ['', 'contrast', 'owned', 'active latents', 'contrast (test)', ''],
    rows: points.flat().map((group): Value[] => {
      const scores = group.runs.flatMap(({ validation }) => validation ?? [])
      const meanOf = (name: keyof ValidationScores) => mean(scores.map((score) => score[name]))
      return [
        group.label,
        decimals(3, meanOf('correlationContrast')),
        decimals(1, meanOf('attributesOwned')),
        decimals(1, meanOf('activeLatents')),
        decimals(3, mean(valuesOf(group.runs, 'correlationContrast'))),
        chosen.includes(group) ? 'chosen' : '',
      ]
    }),
  }
}

/** Spike recovery by attribute, and whether the spikes of active latents depend on the image at all. */
export function spikeTable(groups: readonly Group[]): Table {
  const rows = groups.flatMap((group) => {
    const { spikes } = typicalRun(group).findings
    if (spikes === undefined) return []
    const recovery = smileyAttributes.map((name) => spikes.recovery[name]!)
    return [
      [group.label, ...[...recovery, spikes.activeProbability, spikes.activeVariation].map((r) => decimals(2, r))],
    ]
  })
  return {
    caption: 'Spike recovery by attribute; over active latents, the mean of γ and its standard deviation over images.',
    columns: ['', ...smileyAttributes, 'mean γ', 'deviation of γ'],
    rows,
  }
}

type Column = ColumnOf<SmileyMetrics>

const structureColumns: readonly Column[] = [
  { name: 'attributesOwned', title: 'owned', decimals: 0 },
  { name: 'correlationContrast', title: 'contrast', decimals: 3 },
  { name: 'activeLatents', title: 'active', decimals: 0 },
  { name: 'meanBestCorrelation', title: 'best |r|', decimals: 3 },
  { name: 'spikeRecovery', title: 'spike recovery', decimals: 3 },
  { name: 'meanSpikeProbability', title: 'mean γ', decimals: 3 },
]

const scoreColumns: readonly Column[] = [
  { name: 'mig', title: 'MIG', decimals: 3 },
  { name: 'dci', title: 'DCI', decimals: 3 },
  { name: 'sap', title: 'SAP', decimals: 3 },
  { name: 'elbo', title: 'ELBO', decimals: 2 },
  { name: 'logLikelihood', title: 'log p(x|z)', decimals: 2 },
  { name: 'kl', title: 'KL', decimals: 2 },
]

/** The metrics of every run: what its latents found; scores and likelihood, and the time that training took. */
export const resultTables = (groups: readonly Group[]): Table[] => [
  resultTable({ caption: 'Latents and attributes.', groups, columns: structureColumns }),
  resultTable({
    caption: 'Disentanglement scores; likelihood, in nats per image; training.',
    groups,
    columns: scoreColumns,
    more: {
      titles: ['likelihood', 'minutes', 'steps/s'],
      values: (one) => [likelihoodOf(one), decimals(1, one.seconds / 60), decimals(1, one.stepsPerSecond)],
    },
  }),
]

/** Means and standard deviations over the seeds of every group. */
export const spreadTables = (groups: readonly Group[]): Table[] =>
  [structureColumns, scoreColumns].map((columns) =>
    spreadTable({ caption: 'Mean ± standard deviation over seeds.', groups, columns }),
  )
