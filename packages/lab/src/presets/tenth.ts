import type { PublishedRun, Schedule, WarmSchedule } from '@vsc/core'

/** Training at a tenth of its length, every schedule scaled alike. */
export function aTenthOf(training: PublishedRun['training']): PublishedRun['training'] {
  const { iterations, learningRate, schedules = {}, freshAdamAt = [] } = training
  return {
    ...training,
    iterations: iterations / 10,
    learningRate: shortened(learningRate),
    schedules: Object.fromEntries(Object.entries(schedules).map(([name, schedule]) => [name, shortened(schedule)])),
    freshAdamAt: freshAdamAt.map(tenth),
  }
}

const tenth = (iteration: number) => Math.round(iteration / 10)

function shortened(schedule: Schedule): Schedule {
  return schedule.kind === 'warmUp'
    ? { ...schedule, end: tenth(schedule.end), to: shortenedCourse(schedule.to) }
    : shortenedCourse(schedule)
}

function shortenedCourse(schedule: WarmSchedule): WarmSchedule {
  switch (schedule.kind) {
    case 'constant':
      return schedule
    case 'linear':
    case 'cosine':
      return { ...schedule, start: tenth(schedule.start), end: tenth(schedule.end) }
    case 'piecewise':
      return { ...schedule, steps: schedule.steps.map((step) => ({ ...step, start: tenth(step.start) })) }
  }
}
