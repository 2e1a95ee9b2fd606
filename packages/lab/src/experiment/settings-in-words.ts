import type { Schedule } from '@vsc/core'
import type { Settings } from '@vsc/figures'
import { isTree } from '../config/tree.js'

/** A configuration for readers: every schedule as a phrase. */
export function settingsInWords(config: object): Settings {
  return Object.fromEntries(Object.entries(config).map(([key, value]) => [key, valueInWords(value)]))
}

function valueInWords(value: unknown): Settings[string] {
  if (isTree(value)) return Object.hasOwn(value, 'kind') ? scheduleInWords(value as Schedule) : settingsInWords(value)
  return value as Settings[string]
}

/** `0.001, from iteration 6000 on 0.0001` */
export function scheduleInWords(schedule: Schedule): string {
  switch (schedule.kind) {
    case 'constant':
      return `${schedule.value}`
    case 'linear': {
      const { from, to, start, end } = schedule
      return `from ${from} at iteration ${start} in a straight line to ${to} at ${end}`
    }
    case 'cosine': {
      const { from, to, start, end } = schedule
      return `from ${from} at iteration ${start} along a cosine to ${to} at ${end}`
    }
    case 'warmUp':
      return `from ${schedule.from} in a straight line until iteration ${schedule.end}, then ${scheduleInWords(schedule.to)}`
    case 'piecewise':
      return schedule.steps
        .map(({ start, value }) => (start === 0 ? `${value}` : `from iteration ${start} on ${value}`))
        .join(', ')
  }
}
