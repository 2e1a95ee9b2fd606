import type { Schedule } from '@vsc/core'
import type { TrainingConfig } from './config.js'

/**
 * The schedules that have not come to their end when training has, by their path in the configuration: numbers of iterations
 * do not stretch with `iterations`, and a warm-up that never ends trains no model.
 */
export function unfinishedSchedules({ iterations, learningRate, schedules }: TrainingConfig): string[] {
  return Object.entries({ learningRate, ...withPath(schedules) }).flatMap(([path, schedule]) => {
    const end = lastChangeOf(schedule)
    return end <= iterations ? [] : [`${path} still changes up to iteration ${end}, but training ends at ${iterations}`]
  })
}

/**
 * The schedules that came to their end before training does, by their path in the configuration, as they do where a run is resumed
 * for longer than was planned: from then on they stay as they are.
 */
export function endedSchedules({ iterations, learningRate, schedules }: TrainingConfig): string[] {
  return Object.entries({ learningRate, ...withPath(schedules) }).flatMap(([path, schedule]) => {
    const end = lastChangeOf(schedule)
    return end > 0 && end < iterations ? [`${path} stays as it is from iteration ${end} on`] : []
  })
}

const withPath = (schedules: TrainingConfig['schedules']) =>
  Object.fromEntries(Object.entries(schedules).map(([name, schedule]) => [`schedules.${name}`, schedule]))

function lastChangeOf(schedule: Schedule): number {
  switch (schedule.kind) {
    case 'constant':
      return 0
    case 'linear':
    case 'cosine':
      return schedule.end
    case 'piecewise':
      return schedule.steps.at(-1)!.start
    case 'warmUp':
      return Math.max(schedule.end, lastChangeOf(schedule.to))
  }
}
