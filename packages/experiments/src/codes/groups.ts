import type { EvaluatedRun as EvaluatedRunOf } from '@vsc/lab'
import { type Group as GroupOf, groupsOf, partition } from '@vsc/lab'
import type { Findings } from './findings.js'

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
  const curves = partition(groupsOf(runs), ({ runs: [one] }) => nameOf(one))
  return Array.from(curves, ([name, groups]) => ({
    name,
    groups: groups.sort((a, b) => latentDimOf(a) - latentDimOf(b)),
  }))
}

function nameOf({ run: { model, title, swept }, model: { config } }: EvaluatedRun): string {
  const isVae = model === 'beta-vae' && (config as { readonly beta: number }).beta === 1
  const settings = Object.entries(swept)
    .filter(([key]) => !(isVae && key === 'beta'))
    .map(([key, value]) => `, ${key} = ${JSON.stringify(value)}`)
  return `${isVae ? 'VAE' : title}${settings.join('')}`
}

export const latentDimOf = ({ runs: [{ run }] }: Group): number => run.latentDim
