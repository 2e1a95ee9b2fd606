import { smileyAttributes } from '@vsc/data'
import type { Table, Value } from '@vsc/figures'
import type { EvaluatedRun } from './evaluated-run.js'
import type { SmileyMetrics } from './findings.js'
import { type Group, typicalRun } from './groups.js'
import { publishedFor, publishedIterations } from './published.js'
import { deviation, mean } from './spread.js'

/** Every group beside figure 9. */
export function comparisonTable(groups: readonly Group[]): Table {
  return {
    caption: `Beside figure 9 of the paper, whose models were trained for ${publishedIterations.toLocaleString('en')} iterations; means over seeds.`,
    columns: [
      '',
      'iterations',
      'active latents',
      'in the paper',
      'mean best |r|',
      'in the paper',
      'attributes owned',
      'contrast',
    ],
    rows: groups.map(({ label, runs }) => {
      const [{ run, metrics }] = runs
      const published = publishedFor(run.model, run.latentDim)
      const meanOf = (name: 'activeLatents' | 'meanBestCorrelation' | 'attributesOwned' | 'correlationContrast') =>
        rounded(mean(runs.map(({ findings }) => findings.metrics[name])))
      return [
        label,
        metrics.at(-1)?.iteration ?? null,
        meanOf('activeLatents'),
        published?.activeLatents ?? 'not there',
        meanOf('meanBestCorrelation'),
        published?.meanBestCorrelation ?? 'not there',
        meanOf('attributesOwned'),
        meanOf('correlationContrast'),
      ]
    }),
  }
}

/** Spike recovery by attribute, and whether the spikes of active latents depend on the image at all. */
export function spikeTable(groups: readonly Group[]): Table {
  const rows = groups.flatMap((group) => {
    const { spikes } = typicalRun(group).findings
    if (spikes === undefined) return []
    const recovery = smileyAttributes.map((name) => rounded(spikes.recovery[name]!))
    return [[group.label, ...recovery, rounded(spikes.activeProbability), rounded(spikes.activeVariation)]]
  })
  return {
    caption: 'Spike recovery by attribute; over active latents, the mean of γ and its standard deviation over images.',
    columns: ['', ...smileyAttributes, 'mean γ', 'deviation of γ'],
    rows,
  }
}

type Metric = { readonly [Name in keyof SmileyMetrics]-?: string }

const metricTitles: Metric = {
  attributesOwned: 'owned',
  correlationContrast: 'contrast',
  activeLatents: 'active',
  meanBestCorrelation: 'best |r|',
  spikeRecovery: 'spike recovery',
  meanSpikeProbability: 'mean γ',
  elbo: 'ELBO',
  logLikelihood: 'log p(x|z)',
  kl: 'KL',
  mig: 'MIG',
  dci: 'DCI',
  sap: 'SAP',
}

const metricNames = Object.keys(metricTitles) as (keyof SmileyMetrics)[]
const metricColumns = metricNames.map((name) => metricTitles[name])

/** The metrics of every run. */
export function resultsTable(groups: readonly Group[]): Table {
  return {
    caption: 'Every model.',
    columns: ['', 'seed', ...metricColumns, 'minutes', 'steps/s'],
    rows: groups.flatMap(({ label, runs }) =>
      runs.map(({ run, findings: { metrics }, seconds, stepsPerSecond }): Value[] => [
        label,
        String(run.seed),
        ...metricNames.map((name) => (metrics[name] === undefined ? '' : rounded(metrics[name]))),
        rounded(seconds / 60),
        rounded(stepsPerSecond),
      ]),
    ),
  }
}

/** Means and standard deviations over the seeds of every group. */
export function spreadTable(groups: readonly Group[]): Table {
  return {
    caption: 'Mean ± standard deviation over seeds.',
    columns: ['', 'seeds', ...metricColumns],
    rows: groups.map(({ label, runs }): Value[] => [
      label,
      runs.length,
      ...metricNames.map((name) => {
        const values = runs.flatMap(({ findings }) => findings.metrics[name] ?? [])
        return values.length === 0 ? '' : `${short(mean(values))} ± ${short(deviation(values))}`
      }),
    ]),
  }
}

/** What an ELBO depends on, for beside it: `Bernoulli`, or the Gaussian's variance floor. */
export function likelihoodOf({ model }: EvaluatedRun): string {
  const { likelihood, varianceFloor } = model.config as { likelihood: string; varianceFloor: number }
  return likelihood === 'bernoulli' ? 'Bernoulli' : `Gaussian, variance floor ${varianceFloor}`
}

const rounded = (value: number): number => Number(value.toPrecision(3))
const short = (value: number): string => String(rounded(value)).replace('-', '−')
