import type { LabelledDataSet } from '@vsc/data'
import { activeUnits, latentsOn, type Matrix } from '@vsc/metrics'
import type { Evaluation } from '@vsc/models'
import { type Accuracy, accuracyOf } from './accuracy.js'
import type { CodesConfig } from './config.js'

/** What a model makes of some labelled images. */
export interface Encoded {
  readonly images: LabelledDataSet
  readonly evaluation: Evaluation
}

/** What classifiers can read off the codes of a model. */
export interface Findings {
  readonly metrics: CodesMetrics
}

/** The metrics of summary.json. */
export type CodesMetrics = {
  /** From one z drawn from q(z|x), its spikes hard. */
  readonly linearAccuracy: number
  readonly knnAccuracy: number
  /** From E[z|x]: gamma mu, or mu where there are no spikes. */
  readonly linearAccuracyOfMean: number
  readonly knnAccuracyOfMean: number
  /** Latents whose E[z|x] has a variance over test images above 0.01. */
  readonly latentsInUse: number
  /** Mean over test images of how many entries of z are not 0; of models that have spikes. */
  readonly onPerImage: number | undefined
  /** Nats per image, with hard spikes, as are its two parts. */
  readonly elbo: number
  readonly logLikelihood: number
  readonly kl: number
}

/** Classifies test images by their codes, having learned from those of labelled ones. */
export function findAccuracy(
  { labelled, test }: { readonly labelled: Encoded; readonly test: Encoded },
  classifier: CodesConfig['classifier'],
): Findings {
  const accuracyBy = (codesOf: (evaluation: Evaluation) => Matrix): Accuracy => {
    const codes = ({ images, evaluation }: Encoded) => ({ codes: codesOf(evaluation), labels: images.labels })
    return accuracyOf({ train: codes(labelled), test: codes(test) }, classifier)
  }
  const sampled = accuracyBy(({ codes }) => codes)
  const expected = accuracyBy(({ posteriorMeans }) => posteriorMeans)
  const { codes, gammas, terms } = test.evaluation
  return {
    metrics: {
      linearAccuracy: sampled.linear,
      knnAccuracy: sampled.knn,
      linearAccuracyOfMean: expected.linear,
      knnAccuracyOfMean: expected.knn,
      latentsInUse: activeUnits(test.evaluation.posteriorMeans).length,
      onPerImage: gammas && latentsOn({ codes }),
      elbo: terms.elbo!.mean,
      logLikelihood: terms.logLikelihood!.mean,
      kl: terms.kl!.mean,
    },
  }
}
