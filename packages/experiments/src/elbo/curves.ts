import { type Group as GroupOf, mean, valuesOf } from '@vsc/lab'
import type { DataDescription } from './data.js'
import type { ElboMetrics, EvaluatedRun } from './findings.js'

export type Group = GroupOf<EvaluatedRun>

/** The runs of one data set. */
export interface OnData extends Pick<DataDescription, 'title' | 'fullTitle'> {
  readonly groups: readonly Group[]
}

/** What a curve is drawn against: the swept setting of its model, or J. */
export type Axis = 'swept' | 'latentDim'

/** One model's groups along an axis, all else equal. */
export interface Curve {
  readonly model: string
  /** What is the same at all points: `J = 20`, `α = 0.1`, or the model's name where nothing else is varied. */
  readonly label: string
  /** Of x: `α`, `J`. */
  readonly symbol: string
  /** In the order of x. */
  readonly points: readonly { readonly x: number; readonly group: Group }[]
}

/** A model's curves along an axis. Single points are none, unless there is nothing else; without a sweep there is none over it. */
export function curvesOf(groups: readonly Group[], model: string, axis: Axis): Curve[] {
  const other: Axis = axis === 'swept' ? 'latentDim' : 'swept'
  const own = groups.filter((group) => modelOf(group) === model && placeOf(group, axis) !== undefined)
  const held = [...new Set(own.map((group) => placeOf(group, other)))]
  const curves = held.map((value) => ({
    model,
    label: value === undefined ? titleOf(own) : `${symbolOf(own, other)} = ${value}`,
    symbol: symbolOf(own, axis),
    points: own
      .filter((group) => placeOf(group, other) === value)
      .map((group) => ({ x: placeOf(group, axis)!, group }))
      .sort((a, b) => a.x - b.x),
  }))
  const long = curves.filter(({ points }) => points.length > 1)
  return long.length > 0 ? long : curves
}

/** Where a group lies on an axis. */
function placeOf({ runs: [{ run }] }: Group, axis: Axis): number | undefined {
  return axis === 'latentDim' ? run.latentDim : (Object.values(run.swept)[0] as number | undefined)
}

const symbols: Readonly<Record<string, string>> = { alpha: 'α', beta: 'β', gamma: 'γ' }

/** The symbol of an axis, for groups of one model. */
function symbolOf([group]: readonly Group[], axis: Axis): string {
  const key = Object.keys(group?.runs[0].run.swept ?? {})[0] ?? ''
  return axis === 'latentDim' ? 'J' : (symbols[key] ?? key)
}

/** `α = 0.1, J = 20` */
export const placeInWords = (group: Group): string =>
  (['swept', 'latentDim'] as const)
    .filter((axis) => placeOf(group, axis) !== undefined)
    .map((axis) => `${symbolOf([group], axis)} = ${placeOf(group, axis)}`)
    .join(', ')

/** What the model of these groups is called. */
export const titleOf = ([group]: readonly Group[]): string => group?.runs[0].run.title ?? ''

export const modelOf = ({ runs: [one] }: Group): string => one.run.model

export const modelsOf = (groups: readonly Group[]): string[] => [...new Set(groups.map(modelOf))]

const meanOf = ({ runs }: Group, metric: keyof ElboMetrics) => mean(valuesOf<ElboMetrics>(runs, metric))

/** The group of a model that is highest by a metric, mean over seeds. */
export function bestOf(groups: readonly Group[], model: string, by: keyof ElboMetrics = 'elbo'): Group | undefined {
  return groups
    .filter((group) => modelOf(group) === model)
    .reduce<Group | undefined>((best, one) => (best && meanOf(best, by) >= meanOf(one, by) ? best : one), undefined)
}

/** Of a model's curves along an axis the one with the highest ELBO; undefined where no curve has two points. */
export function bestCurve(groups: readonly Group[], model: string, axis: Axis): Curve | undefined {
  const curves = curvesOf(groups, model, axis).filter(({ points }) => points.length > 1)
  const peak = ({ points }: Curve) => Math.max(...points.map(({ group }) => meanOf(group, 'elbo')))
  return curves.reduce<Curve | undefined>((best, one) => (best && peak(best) >= peak(one) ? best : one), undefined)
}
