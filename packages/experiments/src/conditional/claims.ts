import type { MetricClaim } from '@vsc/lab'
import type { ClothingMetrics } from '../clothing/question.js'
import type { ConditionalFindings } from './findings.js'

/** What the paper shows in figure 6, and the goal for the class. */
export const claims: readonly MetricClaim<ClothingMetrics<ConditionalFindings>>[] = [
  {
    claim: 'Samples that keep an image’s spikes keep its class, not only its kind: at least 65% of them.',
    holds: (mean) => mean('samplesKept') >= 0.65,
    evidence: ['samplesKept', 'reconstructionsKept', 'unconditionalKept'],
  },
  {
    claim:
      'They keep its kind of clothing: at least 75% as often as reconstructions, and twice as often as samples with spikes of their own.',
    holds: (mean) =>
      mean('samplesKeptKind') >= 0.75 * mean('reconstructionsKeptKind') &&
      mean('samplesKeptKind') >= 2 * mean('unconditionalKeptKind'),
    evidence: ['samplesKeptKind', 'reconstructionsKeptKind', 'unconditionalKeptKind'],
  },
  {
    claim: 'They vary: they differ from the reconstruction by at least a quarter of what images of one class do.',
    holds: (mean) => mean('sampleChange') >= 0.25 * mean('changeWithinClass'),
    evidence: ['sampleChange', 'changeWithinClass', 'changeAcrossClasses'],
  },
]
