import type { StepResult } from '@vsc/engine'
import type { TrainingConfig } from './config.js'

/** Sums over the steps since the last log point; in a checkpoint they let a resumed run finish the stretch it began. */
export interface WindowSums {
  readonly steps: number
  readonly loss: number
  readonly gradientNorm: number
  readonly terms: Readonly<Record<string, number>>
}

export const emptyWindow: WindowSums = { steps: 0, loss: 0, gradientNorm: 0, terms: {} }

/** The sums with one more step in them. */
export function addStep(sums: WindowSums, { loss, gradientNorm, terms }: StepResult): WindowSums {
  return {
    steps: sums.steps + 1,
    loss: sums.loss + loss,
    gradientNorm: sums.gradientNorm + gradientNorm,
    terms: mapValues(terms, (term, name) => (sums.terms[name] ?? 0) + term),
  }
}

/** Means per step. */
export function meansOf({ steps, loss, gradientNorm, terms }: WindowSums): Omit<WindowSums, 'steps'> {
  return { loss: loss / steps, gradientNorm: gradientNorm / steps, terms: mapValues(terms, (sum) => sum / steps) }
}

const mapValues = (record: Readonly<Record<string, number>>, map: (value: number, name: string) => number) =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value, name)]))

/** The iterations up to this one that `train` logs. */
export function loggedIterations({ logEvery, iterations }: TrainingConfig, iteration: number): number[] {
  const logged = Array.from({ length: Math.floor(iteration / logEvery) }, (_, i) => (i + 1) * logEvery)
  return iteration === iterations && iteration % logEvery !== 0 ? [...logged, iteration] : logged
}
