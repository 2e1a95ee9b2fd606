import { models } from '@vsc/models'
import type { EvaluatedRun as EvaluatedRunOf } from '../study/evaluated-run.js'
import { type Group as GroupOf, groupsOf } from '../study/groups.js'
import { valuesOf } from '../study/result-tables.js'
import { mean } from '../study/spread.js'
import type { CodesMetrics, Findings } from './findings.js'

/** A trained model with what classifiers read off its codes. */
export interface EvaluatedRun extends EvaluatedRunOf {
  readonly findings: Findings
}

/** Runs that differ in their seed only. */
export type Group = GroupOf<EvaluatedRun>

/** A model, or a point of its sweep, at every J. */
export interface Curve {
  /** `VSC`, or `VAE` for a beta-VAE at beta = 1; and what was swept. */
  readonly name: string
  /** In ascending order of J. */
  readonly groups: readonly [Group, ...Group[]]
}

/** The curves of these runs, in their order. */
export function curvesOf(runs: readonly EvaluatedRun[]): Curve[] {
  const curves = new Map<string, [Group, ...Group[]]>()
  for (const group of groupsOf(runs)) {
    const name = nameOf(group.runs[0])
    const curve = curves.get(name)
    if (curve === undefined) curves.set(name, [group])
    else curve.push(group)
  }
  return [...curves].map(([name, groups]) => ({
    name,
    groups: groups.sort((a, b) => latentDimOf(a) - latentDimOf(b)),
  }))
}

function nameOf({ run: { model, swept }, model: { config } }: EvaluatedRun): string {
  const isVae = model === 'beta-vae' && (config as { readonly beta: number }).beta === 1
  const settings = Object.entries(swept)
    .filter(([key]) => !(isVae && key === 'beta'))
    .map(([key, value]) => `, ${key} = ${JSON.stringify(value)}`)
  return `${isVae ? 'VAE' : models[model].title}${settings.join('')}`
}

export const latentDimOf = ({ runs: [{ run }] }: Group): number => run.latentDim

/** The mean over seeds; NaN where the model has no such thing. */
export const meanOf = ({ runs }: Group, name: keyof CodesMetrics): number => mean(valuesOf(runs, name))
