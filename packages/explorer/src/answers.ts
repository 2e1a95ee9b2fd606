import type { DataSet, LabelledDataSet } from '@vsc/data'
import type { Evaluation } from '@vsc/inference'
import { correlationMatrix, type Matrix, signedCorrelationMatrix } from '@vsc/metrics'
import type { Answer } from './contents.js'

/** Correlations below this say little of what a latent does. */
const noticeable = 0.15
/** How many are said of a latent. */
const most = 3

/**
 * What each latent answers to, [J], as correlations over examples. An attribute that is there or not: of its presence with |z|, below
 * 0 where the latent is on without it. Its factors: of |S V| with |z|, as in the matrices of figure 3 of Tonolini et al. 2019.
 * Classes and other factors: with E[z|x]. Empty where the data say nothing of what they are made of.
 */
export function latentAnswers(
  data: Labelled,
  { codes, posteriorMeans }: Pick<Evaluation, 'codes' | 'posteriorMeans'>,
): readonly (readonly Answer[])[] {
  const magnitudes = { ...codes, data: codes.data.map(Math.abs) }
  const tables = [
    ...presenceOf(data).map((one) => tableOf(one, signedCorrelationMatrix(one.values, magnitudes))),
    ...sourcesOf(data).map((one) => tableOf(one, correlationMatrix(one.values, codes))),
    ...[...factorsOf(data), ...classesOf(data)].map((one) =>
      tableOf(one, signedCorrelationMatrix(one.values, posteriorMeans)),
    ),
  ]
  return Array.from({ length: codes.columns }, (_, latent) =>
    tables
      .flatMap(({ names, matrix }) =>
        names.map((name, row) => ({ name, correlation: matrix.data[row * matrix.columns + latent]! })),
      )
      .filter(({ correlation }) => Math.abs(correlation) >= noticeable)
      .sort((a, b) => Math.abs(b.correlation) - Math.abs(a.correlation))
      .slice(0, most),
  )
}

type Labelled = DataSet & Partial<Pick<LabelledDataSet, 'labels' | 'classes'>>

interface Targets {
  readonly names: readonly string[]
  /** [N, names] */
  readonly values: Matrix
}

const tableOf = ({ names }: Targets, matrix: Matrix) => ({ names, matrix })

const targets = (count: number, names: readonly string[], data: Float64Array): Targets[] => [
  { names, values: { rows: count, columns: names.length, data } },
]

/** Attributes: 1 where they are there, else 0. */
const presenceOf = ({ count, factors }: DataSet): Targets[] =>
  factors?.attributes === undefined
    ? []
    : targets(count, factors.attributes.names, Float64Array.from(factors.attributes.present))

/** Factors of attributes: 0 where these are not there. */
const sourcesOf = ({ count, factors }: DataSet): Targets[] =>
  factors?.attributes === undefined ? [] : targets(count, factors.names, factors.values)

/** Factors that every example has. */
const factorsOf = ({ count, factors }: DataSet): Targets[] =>
  factors === undefined || factors.attributes !== undefined ? [] : targets(count, factors.names, factors.values)

/** Classes: 1 for the examples of each, else 0. */
function classesOf({ count, labels, classes }: Labelled): Targets[] {
  if (labels === undefined || classes === undefined) return []
  const data = new Float64Array(count * classes.length)
  labels.forEach((label, row) => {
    data[row * classes.length + label] = 1
  })
  return targets(count, classes, data)
}
