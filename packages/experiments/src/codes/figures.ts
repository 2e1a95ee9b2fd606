import { type ErrorBarPanel, type ErrorBarSeries, errorBarFigure, type Figure } from '@vsc/figures'
import { valuesOf } from '@vsc/lab'
import type { Accuracy } from './accuracy.js'
import type { CodesMetrics } from './findings.js'
import { type Curve, latentDimOf } from './groups.js'
import { publishedFor } from './published.js'
import { representations } from './representations.js'

interface AccuracyFigureOptions {
  readonly curves: readonly Curve[]
  readonly labelCount: number
  readonly neighbours: number
  /** On the images themselves. */
  readonly pixels: Accuracy
}

/** Accuracy against J by both classifiers, from expected and from sampled codes, beside what is published. */
export function accuracyFigure({ curves, labelCount, neighbours, pixels }: AccuracyFigureOptions): Promise<Figure> {
  const panel = (title: string, name: keyof CodesMetrics, ofPixels: number): ErrorBarPanel => ({
    ...latentDimAxis,
    title: `${title} (%)`,
    series: [...curves.map((curve) => seriesOf(curve, name, 100)), ...curves.flatMap(publishedSeries)],
    references: [{ label: 'pixels', low: 100 * ofPixels, high: 100 * ofPixels }],
  })
  return errorBarFigure({
    name: 'accuracy',
    title: `Accuracy with ${labelCount.toLocaleString('en')} labels`,
    caption:
      'Above from one code z drawn from q(z|x), spikes hard; below from the expected code E[z|x]. The published points are the same in every panel: from which codes and by which classifier they are is not known.',
    sharedRange: true,
    panels: representations.flatMap(({ title, linear, knn }) => [
      panel(`${title}, linear`, linear, pixels.linear),
      panel(`${title}, ${neighbours} nearest neighbours`, knn, pixels.knn),
    ]),
  })
}

/** How many latents say anything at each J, and how many of them the code of an image has. */
export function useFigure(curves: readonly Curve[]): Promise<Figure> {
  const spiked = curves.filter(({ groups: [{ runs }] }) => runs[0].evaluation.gammas !== undefined)
  const latentsOn: ErrorBarPanel = {
    ...latentDimAxis,
    title: 'entries of z that are not 0, per image',
    series: spiked.map((curve) => seriesOf(curve, 'latentsOn')),
  }
  return errorBarFigure({
    name: 'latents',
    title: 'Latents in use',
    caption:
      'A latent is in use where E[z|x] has a variance over test images above 0.01. The codes of models without spikes have no zeros.',
    panels: [
      { ...latentDimAxis, title: 'latents in use', series: curves.map((curve) => seriesOf(curve, 'activeUnits')) },
      ...(spiked.length === 0 ? [] : [latentsOn]),
    ],
  })
}

const latentDimAxis = { xTitle: 'J', xScale: 'log' } as const

const seriesOf = ({ name, groups }: Curve, metric: keyof CodesMetrics, unit = 1): ErrorBarSeries => ({
  name,
  points: groups.map((group) => ({
    x: latentDimOf(group),
    values: valuesOf(group.runs, metric).map((value) => unit * value),
  })),
})

function publishedSeries({ name }: Curve): ErrorBarSeries[] {
  const points = publishedFor(name).map(({ latentDim, accuracy }) => ({ x: latentDim, values: [100 * accuracy] }))
  return points.length === 0 ? [] : [{ name: `${name}, published`, points }]
}
