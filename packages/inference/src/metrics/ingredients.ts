import type { DataSet, FactorKind } from '@vsc/data'
import type { ClassificationSets, Matrix, TermSummary } from '@vsc/metrics'
import type { Evaluation } from '../evaluate-model.js'

/** What scores are computed from: a model, or its codes alone, on N examples. Which of it there is depends on the model and the data. */
export interface Ingredients {
  /** The examples. */
  readonly data: DataSet
  /** z, [N, J]: one sample of q(z|x) for each example, its spikes hard. */
  readonly codes: Matrix
  /** E[z|x], [N, J]: gamma mu where there are spikes, mu elsewhere. */
  readonly posteriorMeans: Matrix
  /** gamma, [N, J], of models that have spikes. */
  readonly spikes: Matrix
  /** mu and log s^2, [N, J] each. */
  readonly posterior: Pick<Evaluation, 'means' | 'logVars'>
  /** The terms of the ELBO and what else the model evaluates, over examples, in nats per example. */
  readonly terms: Evaluation['terms']
  /** The same example by example, [N] each. */
  readonly exampleTerms: Evaluation['exampleTerms']
  /** The importance-weighted bound of log p(x), in nats per example, and L, the codes drawn for each. */
  readonly bound: TermSummary & { readonly samples: number }
  /** The mean of p(x|z) of each of `codes`, [N, M]. */
  readonly reconstructions: Matrix<Float32Array>
  /** Classes, and what classifiers may learn them from. */
  readonly labels: Labelled
  /** The ground-truth factors of the examples, of which at least one varies. */
  readonly factors: GroundTruth
  /** S, [N, A], the bits that say which attributes an example has; `factors` are 0 for an example without theirs. */
  readonly attributes: Matrix
  /** [N], 1 where an example is one that the model was trained on. */
  readonly seen: Uint8Array
}

/** The name of an ingredient. */
export type Need = keyof Ingredients

/** Labelled examples as a model sees them. */
export interface LabelledEvaluation extends Pick<Evaluation, 'codes' | 'means' | 'gammas' | 'posteriorMeans'> {
  /** [N], two classes or more. */
  readonly labels: ArrayLike<number>
}

/** Codes with classes, for classifiers: some to learn from, some to be judged on. */
export interface Labelled {
  /** What classifiers learn from. */
  readonly train: LabelledEvaluation
  /** What they are judged on: the examples of all other scores. */
  readonly test: LabelledEvaluation
  readonly classifiers: ClassifierOptions
}

/** Settings of classifiers; where one is missing, the default of `linearAccuracy` or `knnAccuracy`. */
export interface ClassifierOptions {
  readonly penalty?: number
  readonly tolerance?: number
  readonly neighbours?: number
}

/** The codes that a classifier sees of both sets; undefined where the model has none of that kind. */
export function classificationSets(
  { train, test }: Labelled,
  codesOf: (evaluation: LabelledEvaluation) => Matrix | undefined,
): ClassificationSets | undefined {
  const [learned, judged] = [codesOf(train), codesOf(test)]
  if (learned === undefined || judged === undefined) return undefined
  return { train: { codes: learned, labels: train.labels }, test: { codes: judged, labels: test.labels } }
}

/** Ground-truth factors as the scores take them. */
export interface GroundTruth {
  /** [F] */
  readonly names: readonly string[]
  readonly kinds: readonly FactorKind[]
  /** [N, F] */
  readonly values: Matrix
  /** [F], for each factor the index of its attribute; each is its own where the data have no attributes. */
  readonly attributeOf: readonly number[]
}
