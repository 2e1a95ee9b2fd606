import type { Claim } from '@vsc/figures'
import { everywhere, type Judgement, judged } from './claims.js'
import type { Group } from './groups.js'
import { type Column, type FoundRun, type Metrics, valuesOf } from './result-tables.js'
import { spreadInWords, spreadOf } from './spread.js'

/** The metrics of models with latents of which some may say nothing. */
type UsedMetrics = Metrics & { readonly activeUnits: number }

/** A claim about a model by itself. */
export interface MetricClaim<M extends Metrics> {
  readonly claim: string
  /** Asked of means over seeds, NaN where there is no such number. */
  readonly holds: (mean: (name: keyof M & string) => number, latentDim: number) => boolean
  /** The metrics that say so. */
  readonly evidence: readonly (keyof M & string)[]
}

/** Claims about metrics, and the groups of runs that they are judged by. */
export interface MetricClaimsOptions<M extends UsedMetrics> {
  readonly groups: readonly Group<FoundRun<M>>[]
  /** What metrics are called, and with how many decimals they are given. */
  readonly columns: readonly Column<M>[]
  readonly claims: readonly MetricClaim<M>[]
}

/** What the metrics say of every claim. It must hold for each model, J and point of a sweep. */
export function metricClaims<M extends UsedMetrics>({ groups, columns, claims }: MetricClaimsOptions<M>): Claim[] {
  return claims.map(({ claim, holds, evidence }) => {
    const judge = ({ label, runs }: Group<FoundRun<M>>) => {
      const mean = (name: keyof M & string) => spreadOf(valuesOf<M>(runs, name))?.mean ?? Number.NaN
      const found = evidence.map((name) => metricInWords(runs, columns.find((column) => column.name === name)!))
      return { where: label, ...ifUsed(runs, () => judged(holds(mean, runs[0].run.latentDim), found.join(', '))) }
    }
    return { claim, ...everywhere(groups.map(judge)) }
  })
}

/** A model none of whose latents says anything holds no claim. */
export function ifUsed(runs: readonly FoundRun<UsedMetrics>[], judge: () => Judgement): Judgement {
  const unused = runs.filter(({ findings }) => findings.metrics.activeUnits === 0)
  if (unused.length === 0) return judge()
  const named = new Set(unused.map(({ run }) => `J = ${run.latentDim}, seed ${run.seed}`))
  return judged(false, `no latent is in use (${[...named].join('; ')})`)
}

/** A group without its runs none of whose latents says anything: they count for no baseline either. None where none is left. */
export function usedPart<One extends FoundRun<UsedMetrics>>({ label, runs }: Group<One>): Group<One>[] {
  const [first, ...others] = runs.filter(({ findings }) => findings.metrics.activeUnits > 0)
  return first === undefined ? [] : [{ label, runs: [first, ...others] }]
}

function metricInWords<M extends Metrics>(runs: readonly FoundRun<M>[], { name, title, decimals }: Column<M>): string {
  const spread = spreadOf(valuesOf<M>(runs, name))
  if (spread === undefined) return `${title}: none`
  return `${title} ${spreadInWords(spread, spread.seeds === 1 ? decimals : Math.max(1, decimals))}`
}
