import * as z from 'zod'
import type { TrainingConfig } from './config.js'

/** What the validations of a run have said so far, by the term that is the criterion. In a checkpoint it lets a resumed run go on judging. */
export interface Judgement {
  /** The best value so far, and the steps taken when it was found; null before the first validation. */
  readonly best: { readonly value: number; readonly iteration: number } | null
  /** The value that early stopping wants to see improved by more than `minImprovement`. */
  readonly reference: number | null
  /** Validations in a row, the newest included, that did not improve it so. */
  readonly waited: number
}

export const noJudgement: Judgement = { best: null, reference: null, waited: 0 }

export const judgementSchema: z.ZodType<Judgement> = z.object({
  best: z.object({ value: z.number(), iteration: z.number().int().positive() }).nullable(),
  reference: z.number().nullable(),
  waited: z.number().int().nonnegative(),
})

type Rules = Pick<TrainingConfig, 'criterion' | 'earlyStopping'>

/** The judgement with one more validation in it. */
export function judge(
  { best, reference, waited }: Judgement,
  { iteration, terms }: { readonly iteration: number; readonly terms: Readonly<Record<string, number>> },
  { criterion, earlyStopping }: Rules,
): Judgement {
  const value = terms[criterion.term]!
  const gainOver = (other: number | null) => {
    if (other === null) return Number.POSITIVE_INFINITY
    return criterion.goal === 'max' ? value - other : other - value
  }
  const improves = gainOver(reference) > (earlyStopping?.minImprovement ?? 0)
  return {
    best: gainOver(best?.value ?? null) > 0 ? { value, iteration } : best,
    reference: improves ? value : reference,
    waited: improves ? 0 : waited + 1,
  }
}

/** Whether the best value so far is that of the validation after these steps. */
export const isBest = ({ best }: Judgement, iteration: number): boolean => best?.iteration === iteration

/** Whether early stopping has lost its patience. */
export const stopsEarly = ({ waited }: Judgement, { earlyStopping }: Rules): boolean =>
  earlyStopping !== null && waited >= earlyStopping.patience

interface Latest {
  readonly iteration: number
  readonly loss: number
  readonly validation?: Readonly<Record<string, number>> | undefined
}

/**
 * The score of the checkpoint after these steps, of which the lowest is the best: the last logged loss, or, by validation, the
 * criterion's term where these very parameters were validated. Null where there is none.
 */
export function scoreAfter(
  iteration: number,
  latest: Latest | undefined,
  { bestBy, criterion }: Pick<TrainingConfig, 'bestBy' | 'criterion'>,
): number | null {
  if (bestBy === 'loss') return latest?.loss ?? null
  const value = latest?.iteration === iteration ? latest.validation?.[criterion.term] : undefined
  if (value === undefined) return null
  return criterion.goal === 'max' ? -value : value
}
