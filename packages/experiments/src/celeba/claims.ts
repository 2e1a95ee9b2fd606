import type { MetricClaim } from '@vsc/lab'
import type { CelebAMetrics } from './findings.js'

/** What the paper says of faces, of which it gives no numbers, and the goal for latents that vary. */
export const claims: readonly MetricClaim<CelebAMetrics>[] = [
  {
    claim: 'At least half of the latents in use vary with the face: on in some, off in others.',
    holds: (mean) => mean('varyingLatents') >= mean('activeUnits') / 2,
    evidence: ['varyingLatents', 'activeUnits', 'alwaysOnLatents'],
  },
  {
    claim: 'A face is made of few latents: fewer than half of all J are on.',
    holds: (mean, latentDim) => mean('onPerImage') < latentDim / 2,
    evidence: ['onPerImage'],
  },
  {
    // Spikes that are the same for every face tell nothing, however close samples from the component where its code lies are.
    claim:
      'A face’s spikes alone tell of it: some latents vary, and samples that keep its spikes are at least 10% closer to its reconstruction than samples with spikes of their own.',
    holds: (mean) => mean('varyingLatents') > 0 && mean('sampleChange') <= 0.9 * mean('unconditionalChange'),
    evidence: ['varyingLatents', 'sampleChange', 'unconditionalChange', 'changeAcrossFaces'],
  },
]
