import type { Found } from '../clothing/question.js'
import { prefixOf } from '../clothing/sentences.js'
import { valuesOf } from '../study/result-tables.js'
import { held, percent, whole } from '../study/sentences.js'
import { mean } from '../study/spread.js'
import type { ActivationFindings, ActivationMetrics } from './findings.js'

type Groups = Found<ActivationFindings>['groups']

/** The classes of tops and shoes, which is how many `nearestIsKin` can be. */
export const classesWithKin = 7

/** Sets differ by class where those of this share of the pairs do, and spikes alone tell this share of the images' classes: chance is 0.1. */
const different = { pairs: 0.9, told: 0.4 }

/** What was found beside what the paper reads off figure 6: classes have different, overlapping sets of active latents, like ones more of them in common. */
export function verdictOn(groups: Groups): string[] {
  return groups.flatMap((group) => {
    const of = (name: keyof ActivationMetrics) => mean(valuesOf(group.runs, name))
    const differ = of('distinctSets') >= different.pairs && of('spikeLinearAccuracy') >= different.told
    const alike = of('nearestIsKin') > classesWithKin / 2 && of('kinRowDistance') < of('otherRowDistance')
    return [
      `${prefixOf(groups, group)}That different classes have different sets of active latents ${held(differ)}: the latents on in most images of a class differ for ${percent(of('distinctSets'))} of the pairs of classes, and spikes alone tell the class of ${percent(of('spikeLinearAccuracy'))} of the test images (codes: ${percent(of('codeLinearAccuracy'))}, chance: 10%).`,
      `That the sets overlap ${held(of('overlappingSets') > 0)}: ${percent(of('overlappingSets'))} of the pairs have a latent in common.`,
      `That classes which are alike share them ${held(alike)}: of the ${classesWithKin} classes of tops and shoes ${whole(of('nearestIsKin'))} have the nearest row within their kind, and rows of one kind are ${of('kinRowDistance').toFixed(2)} apart on average, others ${of('otherRowDistance').toFixed(2)}.`,
    ]
  })
}
