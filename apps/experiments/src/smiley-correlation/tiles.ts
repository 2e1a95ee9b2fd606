import type { Tile } from '@vsc/figures'
import type { EvaluatedRun } from './evaluated-run.js'
import type { Group } from './groups.js'
import { publishedFor } from './published.js'
import { deviation, mean } from './spread.js'
import { likelihoodOf } from './tables.js'
import { goals } from './verdict.js'

/** The key numbers of one group, that of J = 40 where there are several, as means over its seeds. */
export function tilesOf(groups: readonly Group[]): Tile[] {
  const group = groups.find(({ runs: [one] }) => one.run.latentDim === 40) ?? groups[0]!
  const [first] = group.runs
  const { latentDim, model } = first.run
  const published = publishedFor(model, latentDim)
  const of = groups.length === 1 ? '' : ` · ${group.label}`
  const tile = (label: string, values: readonly number[], note: string): Tile => {
    const spread = values.length === 1 ? '' : `±${deviation(values).toPrecision(2)} over seeds, `
    return { label, value: Number(mean(values).toPrecision(3)), note: `${spread}${note}${of}` }
  }
  const metric = (name: keyof EvaluatedRun['findings']['metrics']) =>
    group.runs.flatMap(({ findings }) => findings.metrics[name] ?? [])
  const owned = metric('attributesOwned')
  const contrast = metric('correlationContrast')
  const recovery = metric('spikeRecovery')
  return [
    { ...tile('Attributes owned', owned, 'of 4'), verdict: reached(owned, goals.attributesOwned) },
    {
      ...tile('Correlation contrast', contrast, `at least ${goals.correlationContrast}`),
      verdict: reached(contrast, goals.correlationContrast),
    },
    tile(
      'Active latents',
      metric('activeLatents'),
      `of ${latentDim}${published ? `; paper: ${published.activeLatents}` : ''}`,
    ),
    tile(
      'Mean best |r|',
      metric('meanBestCorrelation'),
      published ? `over features; paper: ${published.meanBestCorrelation}` : 'over features',
    ),
    ...(recovery.length === 0 ? [] : [tile('Spike recovery', recovery, '1: spikes tell all attributes')]),
    tile('ELBO', metric('elbo'), `nats per image, ${likelihoodOf(first)}`),
  ]
}

const reached = (values: readonly number[], goal: number) => (mean(values) >= goal ? 'good' : 'bad')
