import type { PlannedRun } from '../experiment/experiment.js'
import { sweptInWords } from './swept-settings.js'

/** What is known of a run besides what it is: that it was trained, evaluated, ... */
interface Grouped {
  readonly run: PlannedRun
}

/** Runs that differ in their seed only. */
export interface Group<One extends Grouped> {
  /** `VSC, J = 40`, and what was swept. */
  readonly label: string
  readonly runs: readonly [One, ...One[]]
}

/** The runs of every model, J and point of a sweep. */
export function groupsOf<One extends Grouped>(runs: readonly One[]): Group<One>[] {
  return Array.from(partition(runs, pointOf).values(), (runs) => ({ label: labelOf(runs[0]), runs }))
}

const pointOf = ({ run: { model, latentDim, swept } }: Grouped) => JSON.stringify([model, latentDim, swept])

function labelOf({ run: { title, latentDim, swept } }: Grouped): string {
  const settings = Object.entries(swept).map(([key, value]) => `, ${key} = ${sweptInWords(key, value)}`)
  return `${title}, J = ${latentDim}${settings.join('')}`
}

/** The points that were tried of every model and J, which may be one. */
export function sweepsOf<One extends Grouped>(groups: readonly Group<One>[]): [Group<One>, ...Group<One>[]][] {
  return [...partition(groups, ({ runs: [{ run }] }) => `${run.model} ${run.latentDim}`).values()]
}

/** The run to show of a group in detail: that of median score, not the best. */
export function medianRun<One extends Grouped>({ runs }: Group<One>, score: (one: One) => number): One {
  return runs.toSorted((a, b) => score(a) - score(b))[Math.floor((runs.length - 1) / 2)]!
}

/** The run of median score of every group, under its label. */
export const typicalRuns = <One extends Grouped>(groups: readonly Group<One>[], score: (one: One) => number) =>
  groups.map((group) => ({ label: group.label, one: medianRun(group, score) }))

/** Items by what `keyOf` says of them, in the order of their first. */
export function partition<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, [T, ...T[]]> {
  const parts = new Map<string, [T, ...T[]]>()
  for (const item of items) {
    const part = parts.get(keyOf(item))
    if (part === undefined) parts.set(keyOf(item), [item])
    else part.push(item)
  }
  return parts
}
