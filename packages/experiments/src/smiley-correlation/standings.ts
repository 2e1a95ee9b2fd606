import { bothOf, type Spread, spreadOf as spreadOfValues, valuesOf } from '@vsc/lab'
import type { SmileyMetrics } from './evaluated-run.js'
import type { Group } from './groups.js'
import { hasLearned } from './state.js'

export type MetricName = keyof SmileyMetrics

/** The models of one J, as claims see them. */
export interface Standing {
  /** J */
  readonly latentDim: number
  /** The point of VSC that is shown. */
  readonly vsc: Group | undefined
  /** Every point of every baseline, with those of its runs that have learned anything. */
  readonly rivals: readonly Group[]
  /** Whether there are baselines at all. */
  readonly isCompared: boolean
}

/** @param shown of each model and J the point that is shown; `groups` has all */
export function standingsOf(groups: readonly Group[], shown: readonly Group[]): Standing[] {
  const isVsc = ({ runs: [one] }: Group) => one.run.model === 'vsc'
  return [...new Set(groups.map(latentDimOf))].map((latentDim) => {
    const baselines = groups.filter((group) => latentDimOf(group) === latentDim && !isVsc(group))
    return {
      latentDim,
      vsc: shown.find((group) => latentDimOf(group) === latentDim && isVsc(group)),
      rivals: baselines.flatMap(learnedPart),
      isCompared: baselines.length > 0,
    }
  })
}

export const latentDimOf = ({ runs: [one] }: Group): number => one.run.latentDim

/** A group without its runs that have learned nothing; none where none has. */
export function learnedPart({ label, runs }: Group): Group[] {
  const [first, ...others] = runs.filter(({ findings }) => hasLearned(findings.state))
  return first === undefined ? [] : [{ label, runs: [first, ...others] }]
}

/** What became of the runs of a group: `structured`, or `dispersed in 1 and structured in 2 seeds`. */
export function statesInWords({ runs }: Group): string {
  const states = runs.map(({ findings }) => findings.state)
  const names = [...new Set(states)]
  if (names.length === 1) return names[0]!
  const counts = names.map((name) => `${name} in ${states.filter((state) => state === name).length}`)
  return `${bothOf(counts)} seeds`
}

/** A metric's mean and deviation over the seeds of a group; undefined where the model has no such thing. */
export const spreadOf = ({ runs }: Group, name: MetricName): Spread | undefined => spreadOfValues(valuesOf(runs, name))

/** The group with the best mean of a metric; undefined where none has it. */
export function bestIn(groups: readonly Group[], name: MetricName, better: 'higher' | 'lower' = 'higher') {
  const sign = better === 'higher' ? 1 : -1
  return groups
    .flatMap((group) => {
      const spread = spreadOf(group, name)
      return spread === undefined ? [] : [{ group, ...spread }]
    })
    .reduce<Best | undefined>((best, one) => (best && sign * best.mean >= sign * one.mean ? best : one), undefined)
}

export type Best = Spread & { readonly group: Group }
