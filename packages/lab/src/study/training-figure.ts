import { type Figure, type LinePanel, lineChartFigure, type Series } from '@vsc/figures'
import type { LogPoint } from '@vsc/training'
import type { TrainedRun } from '../experiment/experiment.js'

const curves: readonly { readonly title: string; readonly read: (point: LogPoint) => number | undefined }[] = [
  { title: 'ELBO (nats per example)', read: ({ terms }) => terms.elbo },
  { title: 'log p(x|z) (nats per example)', read: ({ terms }) => terms.logLikelihood },
  { title: 'KL divergence (nats per example)', read: ({ terms }) => terms.kl },
  { title: 'sparsity term (nats per example)', read: ({ terms }) => terms.sparsity },
  { title: 'mean spike probability', read: ({ terms }) => terms.spikeProbability },
  { title: 'norm of the gradient', read: ({ gradientNorm }) => gradientNorm },
]

/** How training went, a curve for every run shown. */
export function trainingFigure(
  shown: readonly { readonly label: string; readonly one: Pick<TrainedRun, 'metrics'> }[],
): Promise<Figure> {
  const panels = curves.flatMap(({ title, read }): LinePanel[] => {
    const series = shown.flatMap(({ label, one }) => seriesOf(label, one.metrics, read))
    return series.length === 0 ? [] : [{ title, series }]
  })
  return lineChartFigure({
    name: 'training',
    title: 'Training',
    caption:
      'Means over the minibatches of a stretch of iterations, with the soft spikes of training where a model has spikes.',
    panels,
  })
}

function seriesOf(name: string, points: readonly LogPoint[], read: (point: LogPoint) => number | undefined): Series[] {
  const known = points.filter((point) => read(point) !== undefined)
  if (known.length === 0) return []
  return [{ name, x: known.map(({ iteration }) => iteration), y: known.map((point) => read(point)!) }]
}
