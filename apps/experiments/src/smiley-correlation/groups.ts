import { models } from '@vsc/models'
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

/** Of every model and J the point of the sweep with the highest contrast over the validation images, mean over seeds. */
export function bestOfSweeps(groups: readonly Group[]): Group[] {
  return sweepsOf(groups).map((points) =>
    points.reduce((best, point) => (validationContrast(point) > validationContrast(best) ? point : best)),
  )
}

/** The points that were tried of every model and J, which may be one. */
export function sweepsOf(groups: readonly Group[]): [Group, ...Group[]][] {
  const sweeps = new Map<string, [Group, ...Group[]]>()
  for (const group of groups) {
    const { model, latentDim } = group.runs[0].run
    const points = sweeps.get(`${model} ${latentDim}`)
    if (points === undefined) sweeps.set(`${model} ${latentDim}`, [group])
    else points.push(group)
  }
  return [...sweeps.values()]
}

const validationContrast = ({ runs }: Group): number =>
  mean(runs.map(({ validation }) => validation?.correlationContrast ?? 0))

/** The run to show of a group in detail: that of median contrast, not the best. */
export function typicalRun({ runs }: Group): EvaluatedRun {
  const contrast = ({ findings }: EvaluatedRun) => findings.metrics.correlationContrast
  return runs.toSorted((a, b) => contrast(a) - contrast(b))[Math.floor((runs.length - 1) / 2)]!
}
