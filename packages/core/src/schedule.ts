import { z } from 'zod'

const iteration = z.number().int().nonnegative()

const constantSchema = z.strictObject({ kind: z.literal('constant'), value: z.number() })

const linearSchema = z
  .strictObject({ kind: z.literal('linear'), from: z.number(), to: z.number(), start: iteration, end: iteration })
  .refine(({ start, end }) => start <= end, { path: ['end'], error: 'must not lie before `start`' })

const piecewiseSchema = z.strictObject({
  kind: z.literal('piecewise'),
  steps: z
    .array(z.strictObject({ start: iteration, value: z.number() }))
    .min(1)
    .refine((steps) => steps[0]?.start === 0, { error: 'the first step must start at iteration 0' })
    .refine((steps) => steps.every((step, i) => i === 0 || step.start > steps[i - 1]!.start), {
      error: 'the steps must be in the order of their `start`, each later than the one before',
    }),
})

/** What a schedule may be, for configurations. */
export const scheduleSchema = z.discriminatedUnion('kind', [constantSchema, linearSchema, piecewiseSchema])

/**
 * A number as a function of the iteration, as data: `constant`; `linear`, which is `from` up to iteration `start`, `to` from
 * iteration `end`, and a straight line between; `piecewise`, the value of the last step that has started.
 */
export type Schedule = z.output<typeof scheduleSchema>

/** The schedule that always gives `value`. */
export const constant = (value: number): Schedule => ({ kind: 'constant', value })

/** The schedule that goes from one value to another in a straight line between two iterations. */
export const linear = (options: { from: number; to: number; start: number; end: number }): Schedule => ({
  kind: 'linear',
  ...options,
})

/** The schedule that takes each value from its iteration on: `piecewise([0, 1e-3], [20_000, 1e-4])`. */
export const piecewise = (...steps: readonly (readonly [start: number, value: number])[]): Schedule => ({
  kind: 'piecewise',
  steps: steps.map(([start, value]) => ({ start, value })),
})

/**
 * The schedule's value at an iteration, counted from 0.
 *
 * @example
 * valueAt({ kind: 'linear', from: 0, to: 1, start: 15_000, end: 20_000 }, 17_500) // 0.5
 */
export function valueAt(schedule: Schedule, iteration: number): number {
  switch (schedule.kind) {
    case 'constant':
      return schedule.value
    case 'linear': {
      const { from, to, start, end } = schedule
      if (iteration >= end) return to
      return iteration <= start ? from : from + ((to - from) * (iteration - start)) / (end - start)
    }
    case 'piecewise':
      return schedule.steps.findLast((step) => step.start <= iteration)!.value
  }
}
