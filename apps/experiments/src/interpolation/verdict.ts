import type { Found } from '../clothing/question.js'
import { prefixOf } from '../clothing/sentences.js'
import { type Column, valuesOf } from '../study/result-tables.js'
import { held, whole } from '../study/sentences.js'
import { mean } from '../study/spread.js'
import type { InterpolationFindings, InterpolationMetrics } from './findings.js'
import { continuousSteps } from './paths.js'

/** A spike switches something where it moves the image at least so many times as far as a step of the continuous path. */
const jump = 2

/** What was found beside what the paper shows in figure 7: values move an image smoothly, spikes switch features of it. */
export function verdictOn(groups: Found<InterpolationFindings>['groups']): string[] {
  return groups.flatMap((group) => {
    const of = (name: Column<InterpolationMetrics>['name']) => mean(valuesOf(group.runs, name))
    const hasSwitches = valuesOf(group.runs, 'switchChange').length > 0
    const unused = valuesOf(group.runs, 'unusedSwitchChange')
    const jumps = hasSwitches && of('switchChange') >= jump * of('stepChange')
    const detail = hasSwitches
      ? `the switch of one spike moves a pixel by ${of('switchChange').toFixed(3)} on average, a step of the continuous path, the ${continuousSteps - 1}th part of it, by ${of('stepChange').toFixed(3)}`
      : 'between the images compared no latent in use is switched'
    const ofUnused =
      unused.length === 0 ? [] : [`Spikes of latents that are not in use switch ${mean(unused).toFixed(4)}.`]
    return [
      `${prefixOf(groups, group)}That spikes switch features of an image while the values of shared latents move it smoothly ${held(jumps)}: ${detail}.`,
      `Two images have ${whole(of('sharedPerPair'))} latents on in common and ${whole(of('switchedPerPair'))} that differ; all switches together move a pixel by ${of('discreteChange').toFixed(3)}, the whole continuous path by ${of('continuousChange').toFixed(3)}.`,
      ...ofUnused,
    ]
  })
}
