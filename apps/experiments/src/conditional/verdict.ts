import type { Found } from '../clothing/question.js'
import { prefixOf } from '../clothing/sentences.js'
import { valuesOf } from '../study/result-tables.js'
import { held, percent } from '../study/sentences.js'
import { mean } from '../study/spread.js'
import type { ConditionalFindings, ConditionalMetrics } from './findings.js'

/** Samples keep the class where they do at least this often of the times that reconstructions do, and twice as often as unconditional ones. */
const kept = 0.75

/** They vary where they are at least this share as far from their image as another image of the class is. */
const varied = 0.25

/** What was found beside what the paper shows in figure 6: with an image's spikes samples are of its kind, and yet differ. */
export function verdictOn(groups: Found<ConditionalFindings>['groups']): string[] {
  return groups.flatMap((group) => {
    const of = (name: keyof ConditionalMetrics) => mean(valuesOf(group.runs, name))
    const stay =
      of('samplesKept') >= kept * of('reconstructionsKept') && of('samplesKept') >= 2 * of('unconditionalKept')
    const vary = of('sampleChange') >= varied * of('changeWithinClass')
    return [
      `${prefixOf(groups, group)}That samples which keep an image’s spikes stay with its kind of clothing ${held(stay)}: a classifier of pixels gives ${percent(of('samplesKept'))} of them to the class of the image, ${percent(of('reconstructionsKept'))} of the reconstructions and ${percent(of('imagesKept'))} of the images themselves, but ${percent(of('unconditionalKept'))} of samples with spikes of their own.`,
      `That they vary ${held(vary)}: they differ from the reconstruction by ${of('sampleChange').toFixed(3)} a pixel, reconstructions of different images of one class by ${of('changeWithinClass').toFixed(3)}, of two classes by ${of('changeAcrossClasses').toFixed(3)}.`,
    ]
  })
}
