import { type Band, correlationMatrixFigure, signedCorrelationFigure } from '@vsc/figures'
import { computeMetrics, metricContext, metrics, withCautions } from '@vsc/inference'
import {
  correlationMatrix,
  type LatentOrder,
  type Matrix,
  orderLatents,
  selectColumns,
  signedCorrelationMatrix,
} from '@vsc/metrics'
import { badInput } from '../errors.js'
import { evaluate, evaluationBatch, examplesFor, openRun } from '../run/open-run.js'
import type { ExampleOptions, RunOptions } from '../run/options.js'
import { note, print, type Terminal } from '../terminal.js'
import { textTable } from '../text-table.js'
import { writeResult } from '../write-result.js'
import { scoreTable } from './evaluation-table.js'
import { factorBands } from './factor-bands.js'

export interface CorrelateOptions extends RunOptions, ExampleOptions {
  readonly out?: string
  readonly json?: boolean
}

/** `vsc correlate` */
export async function correlate(place: string, options: CorrelateOptions, terminal: Terminal): Promise<void> {
  const run = await openRun(place, options, terminal)
  const { data } = await examplesFor(run, options, terminal)
  const { factors, count } = data
  if (factors === undefined) {
    throw badInput(
      `what generated the examples of ${data.name} is not known: latents can be correlated with the factors of smiley and dsprites, or with an array \`factors\` [N, F] of your own .npz file`,
    )
  }
  if (count < 2) throw badInput('latents of one example cannot be correlated with anything: show several hundred')
  const evaluation = await evaluate(run, data, options.seed)
  const values = { rows: count, columns: factors.names.length, data: factors.values }
  const isSparse = factors.attributes !== undefined // 0 where there is nothing, as codes with spikes are: magnitudes, as in the paper
  const correlations = isSparse
    ? correlationMatrix(values, evaluation.codes)
    : signedCorrelationMatrix(values, evaluation.posteriorMeans)
  const bands = factorBands(factors)
  const aboutFactors = metrics.filter(({ needs }) => needs.some((need) => need === 'factors' || need === 'attributes'))
  const context = metricContext({ ...evaluationBatch(run, data), seed: options.seed, evaluation })
  const { scores, cautions } = await withCautions({
    ...{ metrics: aboutFactors, context, count, seed: options.seed },
    scores: (await computeMetrics({ metrics: aboutFactors, context })) as Readonly<Record<string, number>>,
  })
  const order = orderLatents(correlations)
  const { out } = options
  if (out !== undefined) {
    const draw = isSparse ? correlationMatrixFigure : signedCorrelationFigure
    const figure = await draw({
      name: 'correlation',
      title: `${isSparse ? 'Absolute correlation' : 'Correlation'} of factors and latents, ${run.model.name}`,
      features: bands,
      panels: [{ matrix: selectColumns(correlations, order.latents), latents: latentBands(order, bands) }],
    })
    await writeResult(out, { '.png': () => figure.png, '.svg': () => figure.svg })
    note(terminal, `wrote ${out}`)
  }
  const features = bands.map(({ label, group }) => (group === label ? label : `${group} ${label}`))
  print(terminal, options, {
    json: { features, latents: order.latents, matrix: rowsOf(correlations), scores, cautions },
    text: [
      tableOf(features, correlations),
      '',
      scoreTable(scores, metrics),
      ...(cautions.length === 0 ? [] : ['', ...cautions]),
    ].join('\n'),
  })
}

const rowsOf = ({ rows, columns, data }: Matrix): number[][] =>
  Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (_, j) => data[i * columns + j]!))

/** Of each factor the three latents that follow it best. */
function tableOf(features: readonly string[], correlations: Matrix): string {
  const rows = rowsOf(correlations).map((row, i) => {
    const best = [...row.keys()].sort((a, b) => Math.abs(row[b]!) - Math.abs(row[a]!)).slice(0, 3)
    return [features[i]!, ...best.map((latent) => `${row[latent]!.toFixed(2)} (z${latent})`)]
  })
  return textTable(['factor', 'best latent', 'second', 'third'].slice(0, rows[0]!.length), rows)
}

/** Latents that follow the same attribute stand together. */
const latentBands = ({ latents, features }: LatentOrder, bands: readonly Band[]): Band[] =>
  latents.map((latent, place) => ({ label: `${latent}`, group: bands[features[place] ?? -1]?.group ?? 'unused' }))
