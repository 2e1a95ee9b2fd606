import { type Figure, lineChartFigure } from '@vsc/figures'
import { type Group, shortLabelOf, typicalRun } from './groups.js'

/** How each model spreads its KL divergence over its latents, the largest first; a panel for each J. */
export function latentKlFigure(groups: readonly Group[]): Promise<Figure> {
  const latentDims = [...new Set(groups.map(({ runs: [one] }) => one.run.latentDim))]
  return lineChartFigure({
    name: 'latent-kl',
    title: 'KL divergence of each latent',
    caption:
      'Mean over test images of each latent’s KL divergence from the prior, in nats, latents from the largest to the smallest: where a curve reaches 0, latents say nothing. The true number of features is 18.',
    xTitle: 'latents, by their KL divergence',
    panels: latentDims.map((latentDim) => ({
      title: `J = ${latentDim}: nats per latent`,
      series: groups
        .filter(({ runs: [one] }) => one.run.latentDim === latentDim)
        .map((group) => {
          const sorted = [...typicalRun(group).findings.latentKl].sort((a, b) => b - a)
          return { name: shortLabelOf(group).split(',')[0]!, x: sorted.map((_, i) => i + 1), y: sorted }
        }),
    })),
  })
}
