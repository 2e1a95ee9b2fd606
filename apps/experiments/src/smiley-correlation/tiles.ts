import type { Tile } from '@vsc/figures'
import { likelihoodOf } from '../study/evaluated-run.js'
import { valuesOf } from '../study/result-tables.js'
import { deviation, mean } from '../study/spread.js'
import type { SmileyMetrics } from './findings.js'
import type { Group } from './groups.js'
import { publishedFor } from './published.js'
import { goals } from './verdict.js'

/** The group that stands for all: that of J = 40, whose goals are set, or else the first. */
export const headlineOf = (groups: readonly Group[]): Group =>
  groups.find(({ runs: [one] }) => one.run.latentDim === 40) ?? groups[0]!

/** The key numbers of the group that stands for all: means over its seeds. */
export function tilesOf(groups: readonly Group[]): Tile[] {
  const { runs } = headlineOf(groups)
  const { latentDim, model } = runs[0].run
  const published = publishedFor(model, latentDim)
  const tile = (name: keyof SmileyMetrics, title: string, digits: number, note: string): Tile[] => {
    const values = valuesOf(runs, name)
    const notes = [
      ...(values.length > 1 ? [`± ${deviation(values).toFixed(Math.max(1, digits))} over ${values.length} seeds`] : []),
      note,
    ]
    const value = mean(values)
      .toFixed(values.length > 1 ? Math.max(1, digits) : digits)
      .replace('-', '−')
    return values.length === 0 ? [] : [{ label: title, value, note: notes.join('; '), ...verdictOf(name, values) }]
  }
  return [
    ...tile('attributesOwned', 'Attributes owned', 0, 'of 4'),
    ...tile('correlationContrast', 'Contrast', 2, `at least ${goals.correlationContrast}`),
    ...tile('activeLatents', 'Active latents', 0, of(`of ${latentDim}`, published?.activeLatents)),
    ...tile('meanBestCorrelation', 'Mean best |r|', 2, of('over features', published?.meanBestCorrelation)),
    ...tile('spikeRecovery', 'Spike recovery', 2, 'at most 1'),
    ...tile('elbo', 'ELBO', 1, `nats per image; ${likelihoodOf(runs[0])}`),
  ]
}

const of = (note: string, published: number | undefined): string =>
  published === undefined ? note : `${note}; paper ${published}`

function verdictOf(name: keyof SmileyMetrics, values: readonly number[]): Pick<Tile, 'verdict'> {
  if (name !== 'attributesOwned' && name !== 'correlationContrast') return {}
  return { verdict: mean(values) >= goals[name] ? 'good' : 'bad' }
}
