import type { Claim } from '@vsc/figures'
import { comparisonRule } from '@vsc/lab'
import { against, atEvery, goal, growth, type Judge, near, withInverted } from './judgements.js'
import type { Standing } from './standings.js'

/** How claims against the baselines are judged, for readers. */
export const rule = `A goal is held by VSC’s mean over seeds. Against the baselines that mean stands against the best mean that any setting of any baseline reaches in the same column. ${comparisonRule} A model that has learned nothing counts on neither side.`

/** What is judged at every J by itself. */
const goals: readonly { readonly claim: string; readonly judge: Judge }[] = [
  {
    claim: 'VSC has 14 to 22 active latents, near the true 18, by the paper’s count and by active units.',
    judge: goal(['activeLatents', 'activeUnits'], (value) => value >= near[0] && value <= near[1], 1),
  },
  {
    claim: 'All four attributes have a latent of their own in VSC.',
    judge: goal(['attributesOwned'], (value) => value === 4, 1),
  },
  {
    claim: 'VSC’s spikes tell which attributes an image has: a recovery of at least 0.93.',
    judge: withInverted(goal(['spikeRecovery'], (value) => value >= 0.93, 2)),
  },
  {
    claim: 'VSC follows features within attributes: a mean |r| of at least 0.50.',
    judge: goal(['within'], (value) => value >= 0.5, 2),
  },
  { claim: 'VSC follows features within attributes better than the baselines.', judge: against('within', 2) },
  {
    claim: 'VSC’s codes are sparse: at least 60% of them are exactly 0.',
    judge: goal(['zeros'], (value) => value >= 0.6, 2),
  },
  { claim: 'VSC’s bound is above the baselines’ best.', judge: against('bound', 2) },
  {
    claim: 'VSC’s latents fall into blocks more clearly than the baselines’, by the paper’s matrix (contrast).',
    judge: against('correlationContrast', 2),
  },
  {
    claim: 'The same by the signed matrix of posterior means.',
    judge: against('signedContrast', 2),
  },
]

/** The claims of figure 9 and what goes with them, each with what the numbers say of it. */
export function claimsOf(standings: readonly Standing[]): Claim[] {
  const [first, ...others] = goals.map(({ claim, judge }) => ({ claim, ...atEvery(standings, judge) }))
  return [
    first!,
    { claim: 'The number of VSC’s active latents does not grow with J.', ...growth(standings) },
    ...others,
  ]
}
