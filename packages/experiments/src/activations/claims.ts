import type { MetricClaim } from '@vsc/lab'
import type { ClothingMetrics } from '../clothing/question.js'
import type { ActivationFindings } from './findings.js'

/** The classes of tops and shoes, which is how many `nearestIsKin` can be. */
const classesWithKin = 7

/** What the paper reads off figure 6, and the goal for what spikes alone tell. */
export const claims: readonly MetricClaim<ClothingMetrics<ActivationFindings>>[] = [
  {
    claim: 'Spikes alone tell the class of at least 75% of the test images, by a linear classifier.',
    holds: (mean) => mean('spikeLinearAccuracy') >= 0.75,
    evidence: ['spikeLinearAccuracy', 'codeLinearAccuracy'],
  },
  {
    claim:
      'Different classes have different sets of latents on: at least 90% of the pairs do, and spikes alone tell the class of at least 40% of the images (chance: 10%).',
    holds: (mean) => mean('distinctSets') >= 0.9 && mean('spikeLinearAccuracy') >= 0.4,
    evidence: ['distinctSets', 'spikeLinearAccuracy', 'tellingLatents'],
  },
  {
    claim: 'The sets overlap: some pairs of classes have a latent in common.',
    holds: (mean) => mean('overlappingSets') > 0,
    evidence: ['overlappingSets'],
  },
  {
    claim: `Classes that are alike share latents: most of the ${classesWithKin} classes of tops and shoes have the nearest row within their kind, and rows of one kind are nearer than others.`,
    holds: (mean) => mean('nearestIsKin') > classesWithKin / 2 && mean('kinRowDistance') < mean('otherRowDistance'),
    evidence: ['nearestIsKin', 'kinRowDistance', 'otherRowDistance'],
  },
]
