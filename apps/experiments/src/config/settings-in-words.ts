import { isTree } from '@vsc/config'
import type { Schedule, VscConfig } from '@vsc/core'
import type { Settings } from '@vsc/figures'

/** A configuration for readers: every schedule as a phrase. */
export function settingsInWords(config: object): Settings {
  return Object.fromEntries(Object.entries(config).map(([key, value]) => [key, valueInWords(value)]))
}

function valueInWords(value: unknown): Settings[string] {
  if (isTree(value)) return Object.hasOwn(value, 'kind') ? scheduleInWords(value as Schedule) : settingsInWords(value)
  return value as Settings[string]
}

/** `alpha = 0.01`, or `alpha for 36 spikes an image` where it says how many. */
export const alphaInWords = ({ alpha }: Pick<VscConfig, 'alpha'>): string =>
  typeof alpha === 'number' ? `alpha = ${alpha}` : `alpha for ${alpha.spikes} spikes an image`

/** `0.001, from iteration 6000 on 0.0001` */
export function scheduleInWords(schedule: Schedule): string {
  switch (schedule.kind) {
    case 'constant':
      return `${schedule.value}`
    case 'linear': {
      const { from, to, start, end } = schedule
      return `from ${from} at iteration ${start} in a straight line to ${to} at ${end}`
    }
    case 'piecewise':
      return schedule.steps
        .map(({ start, value }) => (start === 0 ? `${value}` : `from iteration ${start} on ${value}`))
        .join(', ')
  }
}
