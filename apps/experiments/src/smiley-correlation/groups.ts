import { models } from '../models.js'
import type { EvaluatedRun } from './evaluated-run.js'
import { mean } from './spread.js'

/** Runs that differ in their seed only. */
export interface Group {
  /** `VSC, J = 40`, and what was swept. */
  readonly label: string
  readonly runs: readonly [EvaluatedRun, ...EvaluatedRun[]]
}

/** The runs of every model, J and point of a sweep. */
export function groupsOf(runs: readonly EvaluatedRun[]): Group[] {
  const groups = new Map<string, [EvaluatedRun, ...EvaluatedRun[]]>()
  for (const one of runs) {
    const label = labelOf(one)
    const group = groups.get(label)
    if (group === undefined) groups.set(label, [one])
    else group.push(one)
  }
  return [...groups].map(([label, runs]) => ({ label, runs }))
}

function labelOf({ run: { model, latentDim, swept } }: EvaluatedRun): string {
  const settings = Object.entries(swept).map(([key, value]) => `, ${key} = ${JSON.stringify(value)}`)
  return `${models[model].title}, J = ${latentDim}${settings.join('')}`
}

/**
 * Of every model and J the point of the sweep that did best: the most attributes owned and, among equals, the highest
 * contrast, both means over seeds.
 */
export function bestOfSweeps(groups: readonly Group[]): Group[] {
  const best = new Map<string, Group>()
  for (const group of groups) {
    const { model, latentDim } = group.runs[0].run
    const key = `${model} ${latentDim}`
    const before = best.get(key)
    if (before === undefined || isBetter(group, before)) best.set(key, group)
  }
  return [...best.values()]
}

function isBetter(a: Group, b: Group): boolean {
  const owned = meanOf(a, 'attributesOwned') - meanOf(b, 'attributesOwned')
  return owned > 0 || (owned === 0 && meanOf(a, 'correlationContrast') > meanOf(b, 'correlationContrast'))
}

const meanOf = ({ runs }: Group, metric: 'attributesOwned' | 'correlationContrast'): number =>
  mean(runs.map(({ findings }) => findings.metrics[metric]))

/** The run to show of a group in detail: that of median contrast, not the best. */
export function typicalRun({ runs }: Group): EvaluatedRun {
  const contrast = ({ findings }: EvaluatedRun) => findings.metrics.correlationContrast
  return runs.toSorted((a, b) => contrast(a) - contrast(b))[Math.floor((runs.length - 1) / 2)]!
}
