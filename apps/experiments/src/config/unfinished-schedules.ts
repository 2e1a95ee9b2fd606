import type { Schedule } from '@vsc/core'

/**
 * A warning for every schedule that has not come to its end when training has: numbers of iterations do not stretch with
 * `training.iterations`, and a warm-up that never ends trains no model.
 */
export function unfinishedSchedules(schedules: Readonly<Record<string, Schedule>>, iterations: number): string[] {
  return Object.entries(schedules).flatMap(([path, schedule]) => {
    const end = lastChangeOf(schedule)
    return end <= iterations ? [] : [`${path} still changes up to iteration ${end}, but training ends at ${iterations}`]
  })
}

function lastChangeOf(schedule: Schedule): number {
  if (schedule.kind === 'linear') return schedule.end
  return schedule.kind === 'piecewise' ? schedule.steps.at(-1)!.start : 0
}
