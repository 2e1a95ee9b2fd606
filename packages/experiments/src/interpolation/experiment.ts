import type { Table } from '@vsc/figures'
import { decimals, drawEach } from '@vsc/lab'
import { clothingExperiment } from '../clothing/experiment.js'
import type { FoundRun } from '../clothing/question.js'
import { claims } from './claims.js'
import { continuousFigure, discreteFigure } from './figures.js'
import { findInterpolation, type InterpolationFindings } from './findings.js'
import { byLatent } from './switches.js'

/** Figure 7 of Tonolini et al. 2019: what lies between two images, by values and by spikes? */
export const interpolation = clothingExperiment<InterpolationFindings>({
  name: 'interpolation',
  description: 'from one image of Fashion-MNIST to another by values and by spikes (figure 7 of the paper)',
  title: 'Between images of clothing, by values and by spikes',
  columns: [
    { name: 'switchChange', title: 'a switch', decimals: 4 },
    { name: 'unusedSwitchChange', title: 'a switch of an unused latent', decimals: 4 },
    { name: 'stepChange', title: 'a step', decimals: 4 },
    { name: 'discreteChange', title: 'all switches', decimals: 4 },
    { name: 'continuousChange', title: 'all steps', decimals: 4 },
    { name: 'switchedPerPair', title: 'switched', decimals: 2 },
    { name: 'sharedPerPair', title: 'shared', decimals: 2 },
  ],
  about:
    'Codes are the likeliest: a latent is on where γ is above 0.5, and its value is then μ. Changes are mean absolute differences of pixels, from 0 to 1, over the first 300 test images, each with the one after it.',
  claims,
  find: findInterpolation,
  sections: async ({ shown, test }) => [
    {
      heading: 'Figure 7: by values',
      figures: await drawEach(shown, (one) => continuousFigure({ ...one, test })),
    },
    {
      heading: 'Figure 7: by spikes',
      figures: await drawEach(shown, (one) => discreteFigure({ ...one, test })),
      tables: shown.map(switchTable),
    },
  ],
})

const listedLatents = 20

function switchTable({ label, one }: { label: string; one: FoundRun<InterpolationFindings> }): Table {
  return {
    caption: `The latents whose switch moves the image furthest, ${label}.`,
    columns: ['latent', 'in use', 'switches', 'change a pixel'],
    rows: byLatent(one.findings.switches)
      .slice(0, listedLatents)
      .map(({ latent, count, change }) => [
        String(latent),
        one.use.inUse.includes(latent) ? 'yes' : 'no',
        count,
        decimals(4, change),
      ]),
  }
}
