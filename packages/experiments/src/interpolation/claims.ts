import type { MetricClaim } from '@vsc/lab'
import type { ClothingMetrics } from '../clothing/question.js'
import type { InterpolationFindings } from './findings.js'
import { continuousSteps } from './paths.js'

/** What the paper shows in figure 7: values move an image smoothly, spikes switch features of it. */
export const claims: readonly MetricClaim<ClothingMetrics<InterpolationFindings>>[] = [
  {
    claim: `The spike of a latent in use switches a feature: it changes the image at least twice as much as a step, one of ${continuousSteps - 1}, of the continuous path.`,
    holds: (mean) => mean('switchChange') >= 2 * mean('stepChange'),
    evidence: ['switchChange', 'stepChange', 'continuousChange', 'discreteChange', 'unusedSwitchChange'],
  },
]
