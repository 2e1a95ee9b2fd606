import { type SmileyDataSet, smileyFeatures } from '@vsc/data'
import { activeLatents, attributesOwned, correlationContrast, correlationMatrix } from '@vsc/metrics'
import type { Evaluation } from '@vsc/models'
import { attributeOf } from './features.js'
import type { SmileyMetrics } from './findings.js'

/** What a point of a sweep makes of images that are neither trained on nor reported on. */
export type ValidationScores = Pick<SmileyMetrics, 'correlationContrast' | 'attributesOwned' | 'activeLatents'>

/** Compares the codes of the validation images with what generated them. */
export function validate({ codes }: Evaluation, { count, sources }: SmileyDataSet): ValidationScores {
  const correlations = correlationMatrix({ rows: count, columns: smileyFeatures.length, data: sources }, codes)
  return {
    correlationContrast: correlationContrast(correlations, attributeOf),
    attributesOwned: attributesOwned(correlations, attributeOf).length,
    activeLatents: activeLatents(correlations).length,
  }
}
