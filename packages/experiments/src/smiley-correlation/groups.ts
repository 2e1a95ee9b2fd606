import { type Group as GroupOf, groupsOf, mean, medianRun, sweepsOf } from '@vsc/lab'
import type { JudgedRun, ShownRun } from './evaluated-run.js'

export type Group = GroupOf<JudgedRun>

/** Of every model and J the point of the sweep with the best bound over the validation images, mean over seeds: no label is asked. */
export function bestOfSweeps(groups: readonly Group[]): Group[] {
  return sweepsOf(groups).map((points) =>
    points.reduce((best, point) => ((validationBoundOf(point) ?? 0) > (validationBoundOf(best) ?? 0) ? point : best)),
  )
}

/** Mean over seeds; undefined of a model without a sweep, of which there is nothing to choose. */
export function validationBoundOf({ runs }: Group): number | undefined {
  const bounds = runs.flatMap(({ validationBound }) => validationBound ?? [])
  return bounds.length === 0 ? undefined : mean(bounds)
}

/** The run to show of a group in detail: that of median bound. */
export const typicalRun = (group: Group): JudgedRun => medianRun(group, ({ findings }) => findings.metrics.bound)

/** `VSC, J = 40`: enough where one point of each sweep is shown. */
export const shortLabelOf = ({ label }: Group): string => label.split(', ').slice(0, 2).join(', ')

/**
 * Lets go of runs that will not be shown: those of points of a sweep that another one surpasses. Runs come point by point, so all
 * points are whole but that of the latest run, which is not compared yet.
 */
export function forgetSurpassed(kept: Map<string, ShownRun>, judged: readonly JudgedRun[]): void {
  const isLatest = ({ runs }: Group) => runs.includes(judged.at(-1)!)
  const groups = groupsOf(judged)
  const candidates = [...bestOfSweeps(groups.filter((group) => !isLatest(group))), ...groups.filter(isLatest)]
  const ids = new Set(candidates.flatMap(({ runs }) => runs.map(({ run }) => run.id)))
  for (const id of [...kept.keys()]) if (!ids.has(id)) kept.delete(id)
}
