import { type ErrorBarPanel, errorBarFigure, type Figure } from '@vsc/figures'
import { valuesOf } from '@vsc/lab'
import { type Axis, bestCurve, type Curve, curvesOf, modelOf, modelsOf, type OnData, titleOf } from './curves.js'
import type { ElboMetrics } from './findings.js'

export interface FigureOptions extends OnData {
  /** `fashion-mnist`: a part of the figure's file name. */
  readonly name: string
  /** `Gaussian, variance floor 0.01`: what every ELBO depends on. */
  readonly likelihood: string
}

type Metric = keyof ElboMetrics & string

const axes: Readonly<Record<Axis, string>> = { swept: 'alpha-beta', latentDim: 'latent-dim' }

/** Figure 1: the test ELBO along an axis, a panel for each model, on one scale. */
export async function elboFigure({ name, fullTitle, likelihood, groups }: FigureOptions, axis: Axis) {
  const panels = modelsOf(groups).flatMap((model) =>
    panelOf({
      title: `${titleOf(groups.filter((group) => modelOf(group) === model))}, test ELBO (nats)`,
      metric: 'elbo',
      curves: curvesOf(groups, model, axis),
    }),
  )
  if (panels.length === 0) return undefined
  const what = axis === 'latentDim' ? 'the number of latents' : panels.map(({ xTitle }) => xTitle).join(' and ')
  return errorBarFigure({
    name: `elbo-${name}-${axes[axis]}`,
    title: `Test ELBO against ${what}, ${fullTitle}`,
    caption: `The first two terms of the objective with hard spikes, over the test examples. Likelihood: ${likelihood}.`,
    panels,
    sharedRange: true,
  })
}

const terms: readonly (readonly [metric: Metric, title: string])[] = [
  ['logLikelihood', 'log p(x|z) (nats)'],
  ['kl', 'KL divergence (nats)'],
  ['bound', 'ELBO, mixture prior (nats)'],
  ['iwae', 'importance-weighted bound (nats)'],
]

/** What the ELBO is made of, and the other bounds, against J: of every model the curve that reaches the highest ELBO. */
export async function termsFigure({ name, fullTitle, likelihood, groups }: FigureOptions): Promise<Figure | undefined> {
  const curves = modelsOf(groups).flatMap((model) => {
    const curve = bestCurve(groups, model, 'latentDim') ?? curvesOf(groups, model, 'latentDim')[0]
    const title = titleOf(groups.filter((group) => modelOf(group) === model))
    return curve === undefined ? [] : [{ ...curve, label: curve.label === title ? title : `${title}, ${curve.label}` }]
  })
  const panels = terms.flatMap(([metric, title]) => panelOf({ title, metric, curves }))
  if (panels.length === 0) return undefined
  return errorBarFigure({
    name: `terms-${name}`,
    title: `The terms of the ELBO and other bounds against the number of latents, ${fullTitle}`,
    caption: `Of every model the curve that reaches the highest ELBO. VSC’s ELBO against the mixture prior is a bound of log p(x) in the strict sense; a beta-VAE’s is its ELBO. Likelihood: ${likelihood}.`,
    panels,
  })
}

interface PanelOptions {
  readonly title: string
  readonly metric: Metric
  readonly curves: readonly Curve[]
}

function panelOf({ title, metric, curves }: PanelOptions): ErrorBarPanel[] {
  if (curves.length === 0) return []
  const places = curves.flatMap(({ points }) => points.map(({ x }) => x))
  return [
    {
      title,
      xTitle: curves[0]!.symbol,
      xScale: Math.min(...places) > 0 ? 'log' : 'linear',
      series: curves.map(({ label, points }) => ({
        name: label,
        points: points.map(({ x, group }) => ({ x, values: valuesOf<ElboMetrics>(group.runs, metric) })),
      })),
    },
  ]
}
