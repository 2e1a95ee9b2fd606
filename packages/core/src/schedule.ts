import * as z from 'zod'

const iteration = z.number().int().nonnegative()

const constantSchema = z.strictObject({ kind: z.literal('constant'), value: z.number() })

const linearSchema = z
  .strictObject({ kind: z.literal('linear'), from: z.number(), to: z.number(), start: iteration, end: iteration })
  .refine(({ start, end }) => start <= end, { path: ['end'], error: 'must not lie before `start`' })

const cosineSchema = z
  .strictObject({ kind: z.literal('cosine'), from: z.number(), to: z.number(), start: iteration, end: iteration })
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

const courses = [constantSchema, linearSchema, cosineSchema, piecewiseSchema] as const

const warmUpSchema = z.strictObject({
  kind: z.literal('warmUp'),
  from: z.number(),
  end: iteration,
  to: z.discriminatedUnion('kind', courses),
})

/** What a schedule may be, for configurations. */
export const scheduleSchema = z
  .discriminatedUnion('kind', [...courses, warmUpSchema])
  .meta({ typeName: 'Schedule', range: 'a schedule' })

/**
 * A number as a function of the iteration, as data: `constant`; `linear`, which is `from` up to iteration `start`, `to` from
 * iteration `end`, and a straight line between; `cosine`, which falls or rises between the two in half a period of a cosine;
 * `piecewise`, the value of the last step that has started; `warmUp`, which leads in a straight line from `from` at iteration 0
 * to where the schedule `to` is at iteration `end`, and follows that from there on.
 */
export type Schedule = z.output<typeof scheduleSchema>

/** A schedule that a warm-up can lead to: any but another warm-up. */
export type WarmSchedule = Exclude<Schedule, { readonly kind: 'warmUp' }>

/** The schedule that always gives `value`. */
export const constant = (value: number): WarmSchedule => ({ kind: 'constant', value })

/** The schedule that goes from one value to another in a straight line between two iterations. */
export const linear = (options: { from: number; to: number; start: number; end: number }): WarmSchedule => ({
  kind: 'linear',
  ...options,
})

/**
 * The schedule that goes from one value to another in half a period of a cosine (Loshchilov and Hutter, "SGDR: stochastic gradient
 * descent with warm restarts", 2017, equation 5, without restarts).
 */
export const cosine = (options: { from: number; to: number; start: number; end: number }): WarmSchedule => ({
  kind: 'cosine',
  ...options,
})

/**
 * A schedule with a warm-up before it: a straight line from `from` at iteration 0 to where `to` is at iteration `end` (Goyal et
 * al., "Accurate, large minibatch SGD", 2017, section 2.2).
 *
 * @param options.from 0 by default
 * @example
 * // to 1e-3 in 500 iterations, and down to 1e-5 by iteration 20 000
 * warmUp({ end: 500, to: cosine({ from: 1e-3, to: 1e-5, start: 500, end: 20_000 }) })
 */
export const warmUp = ({ from = 0, end, to }: { from?: number; end: number; to: WarmSchedule }): Schedule => ({
  kind: 'warmUp',
  from,
  end,
  to,
})

/** The schedule that takes each value from its iteration on: `piecewise([0, 1e-3], [20_000, 1e-4])`. */
export const piecewise = (...steps: readonly (readonly [start: number, value: number])[]): WarmSchedule => ({
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
    case 'cosine': {
      const { from, to, start, end } = schedule
      if (iteration >= end) return to
      if (iteration <= start) return from
      return to + ((from - to) * (1 + Math.cos((Math.PI * (iteration - start)) / (end - start)))) / 2
    }
    case 'piecewise':
      return schedule.steps.findLast((step) => step.start <= iteration)!.value
    case 'warmUp': {
      const { from, end, to } = schedule
      if (iteration >= end) return valueAt(to, iteration)
      return from + ((valueAt(to, end) - from) * iteration) / end
    }
  }
}
