import * as z from 'zod'
import { expectedRange } from './expected-range.js'
import type { Schedule } from './schedule.js'

/**
 * What the schedules may be that models of these packages ask for, and what they mean. Of one's own models others may have any
 * name and any values.
 */
export const scheduleRanges: Readonly<Record<string, z.ZodNumber>> = {
  lambda: z
    .number()
    .min(0)
    .max(1)
    .describe("Warm-up: how far the slab's spread has gone from the prior's (0) to the encoder's own (1)."),
  slope: z.number().gt(0).max(1e6).describe("The sampler's c: how steep a spike's sigmoid is in training."),
  klWeight: z
    .number()
    .min(0)
    .max(1e9)
    .describe('With `klWarmUp`: the weight of what the objective adds to -log p(x|z) about the code.'),
  sparsityWeight: z
    .number()
    .min(0)
    .max(1e9)
    .describe('With `sparsityWarmUp`: the weight of the alpha term, and of the cost of usage.'),
  capacity: z.number().min(0).max(1e9).describe('With `capacity`: the KL divergence that is held, C, in nats.'),
}

/** What the optimiser's step size may be: 0 as where a warm-up starts, but not throughout. */
export const stepSizeRange = z.number().min(0).max(1000)

/**
 * Why the values of a schedule make no sense where they must lie in this range; undefined where they do.
 *
 * @example
 * import { z } from 'zod'
 *
 * scheduleProblem(constant(-1), z.number().min(0)) // 'its value is -1, expected 0 or more'
 */
export function scheduleProblem(schedule: Schedule, range: z.ZodNumber): string | undefined {
  for (const value of valuesOf(schedule)) {
    const { error } = range.safeParse(value)
    if (error !== undefined) return `its value is ${value}, expected ${expectedRange(error.issues[0]!)}`
  }
}

/** The values between which a schedule stays. */
export function valuesOf(schedule: Schedule): readonly number[] {
  switch (schedule.kind) {
    case 'constant':
      return [schedule.value]
    case 'linear':
    case 'cosine':
      return [schedule.from, schedule.to]
    case 'piecewise':
      return schedule.steps.map(({ value }) => value)
    case 'warmUp':
      return [schedule.from, ...valuesOf(schedule.to)]
  }
}
