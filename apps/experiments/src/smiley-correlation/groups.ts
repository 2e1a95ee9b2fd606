import { type Group as GroupOf, medianRun, sweepsOf } from '../study/groups.js'
import { mean } from '../study/spread.js'
import type { EvaluatedRun } from './evaluated-run.js'

export type Group = GroupOf<EvaluatedRun>

/** Of every model and J the point of the sweep with the highest contrast over the validation images, mean over seeds. */
export function bestOfSweeps(groups: readonly Group[]): Group[] {
  return sweepsOf(groups).map((points) =>
    points.reduce((best, point) => (validationContrast(point) > validationContrast(best) ? point : best)),
  )
}

const validationContrast = ({ runs }: Group): number =>
  mean(runs.map(({ validation }) => validation?.correlationContrast ?? 0))

/** The run to show of a group in detail: that of median contrast. */
export const typicalRun = (group: Group): EvaluatedRun =>
  medianRun(group, ({ findings }) => findings.metrics.correlationContrast)
