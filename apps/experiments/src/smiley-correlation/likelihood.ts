import type { DataSet } from '@vsc/data'
import { type Evaluation, type EvaluationOptions, importanceWeightedBound } from '@vsc/models'
import { mean } from '../study/spread.js'

/** Metrics of summary.json in nats per image; the first four over all test images, from one code each with hard spikes. */
export type LikelihoodMetrics = {
  /** Valid for every model: against the mixture of the pseudo-inputs' posteriors where one of these is selected, else `elbo`. */
  readonly bound: number
  /** log p(x|z) less KL; where a pseudo-input is selected, against that one, which is no bound. */
  readonly elbo: number
  readonly logLikelihood: number
  readonly kl: number
  /** The importance-weighted bound, under the prior of `bound`: its mean over so many images, with so many codes of each. */
  readonly iwae: number
  readonly iwaeStandardError: number
  readonly iwaeImages: number
  readonly iwaeSamples: number
  /** Share of test images that are no training image; the terms over these alone. Undefined where there are none. */
  readonly unseenShare: number
  readonly boundUnseen: number | undefined
  readonly elboUnseen: number | undefined
  readonly logLikelihoodUnseen: number | undefined
  readonly klUnseen: number | undefined
}

export interface LikelihoodOptions extends Omit<EvaluationOptions, 'data'> {
  readonly evaluation: Evaluation
  readonly test: DataSet
  /** [N], 1 where a test image is a training image too. */
  readonly seen: Uint8Array
  readonly seed: number
  readonly importance: { readonly exampleCount: number; readonly samples: number }
}

/** The name of the term that is a valid bound. */
export const boundOf = ({ terms }: Pick<Evaluation, 'terms'>): 'elboMixture' | 'elbo' =>
  terms.elboMixture === undefined ? 'elbo' : 'elboMixture'

/** What a model says of the test images. */
export async function findLikelihood(options: LikelihoodOptions): Promise<LikelihoodMetrics> {
  const { evaluation, test, seen, importance, ...asked } = options
  const bound = boundOf(evaluation)
  const over = (term: string) => evaluation.terms[term]!.mean
  const unseen = (term: string) => {
    const values = Array.from(evaluation.exampleTerms[term]!).filter((_, n) => seen[n] === 0)
    return values.length === 0 ? undefined : mean(values)
  }
  const { exampleCount, samples } = importance
  const some = { ...test, count: Math.min(exampleCount, test.count) }
  const iwae = await importanceWeightedBound({ ...asked, data: some, samples })
  return {
    bound: over(bound),
    elbo: over('elbo'),
    logLikelihood: over('logLikelihood'),
    kl: over('kl'),
    iwae: iwae.mean,
    iwaeStandardError: iwae.standardError,
    iwaeImages: iwae.count,
    iwaeSamples: samples,
    unseenShare: 1 - mean(Array.from(seen)),
    boundUnseen: unseen(bound),
    elboUnseen: unseen('elbo'),
    logLikelihoodUnseen: unseen('logLikelihood'),
    klUnseen: unseen('kl'),
  }
}
