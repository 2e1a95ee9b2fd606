import { constant, type PublishedRun, publishedOn } from '@vsc/core'

/** The beta-VAE's step size on Smiley, and on Fashion-MNIST and UCI-HAR (supplement, D.1, D.2). Faces had none beside VSC. */
const stepSizes: Readonly<Record<string, number>> = { smiley: 5e-5, celeba: 5e-5 }

/**
 * The paper gives its baselines few settings of their own: they have VSC's width, batches and iterations, at its beta-VAE's step
 * size for this data.
 */
export function publishedBaseline(dataName: string): PublishedRun {
  const { model, training } = publishedOn(dataName)
  const { iterations, batchSize, shuffle } = training
  return {
    model: { hiddenDim: model.hiddenDim },
    training: { iterations, batchSize, shuffle, learningRate: constant(stepSizes[dataName] ?? 1e-4) },
  }
}
