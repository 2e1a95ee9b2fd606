import { smileyAttributes } from '@vsc/data'
import { percent } from '../study/sentences.js'
import type { Group } from './groups.js'
import { type MetricName, spreadInWords, spreadOf, statesInWords } from './standings.js'

/** What a model that is shown does with its latents, in a sentence: the same of every model. */
export function profileOf(group: Group): string {
  const value = (name: MetricName, digits: number) => {
    const spread = spreadOf(group, name)
    return spread === undefined ? '' : spreadInWords(spread, digits)
  }
  const zeros = spreadOf(group, 'zeros')!.mean
  const sparse = zeros === 0 ? 'no entry of its codes is exactly 0' : `${percent(zeros)} of its codes are exactly 0`
  const spikes = spreadOf(group, 'spikeRecovery') && `spikes recover attributes to ${value('spikeRecovery', 2)}`
  const parts = [
    `single latents tell presence with an accuracy of ${value('presence', 2)} (${presenceOf(group)})`,
    `features are followed within attributes to ${value('within', 2)}`,
    ...(spikes ? [spikes] : []),
    `${value('activeUnits', 1)} units are active`,
    sparse,
    `the bound is ${value('bound', 1)}`,
  ]
  return `${group.label}, is ${statesInWords(group)}: ${parts.join('; ')}.`
}

/** `hat 0.98, ...`, means over seeds. */
function presenceOf({ runs }: Group): string {
  const accuracy = (attribute: number) =>
    runs.reduce((sum, { findings }) => sum + findings.presence.perAttribute[attribute]!.accuracy, 0) / runs.length
  return smileyAttributes.map((name, attribute) => `${name} ${accuracy(attribute).toFixed(2)}`).join(', ')
}
