/** An accuracy at one J. */
export interface Published {
  readonly latentDim: number
  /** From 0 to 1. */
  readonly accuracy: number
}

/** How many labels the published accuracies are with. */
export const publishedLabels = 5000

/**
 * Accuracies on Fashion-MNIST as the first version of Tonolini, Jensen and Murray-Smith, "Variational sparse coding" (2018), gives
 * them, by the names of curves; of VAEs it gives about 75%. Its VSC has a fixed prior in place of pseudo-inputs.
 */
const accuracies: Readonly<Record<string, readonly Published[]>> = {
  VSC: [
    { latentDim: 8, accuracy: 0.669 },
    { latentDim: 200, accuracy: 0.797 },
  ],
  VAE: [
    { latentDim: 8, accuracy: 0.75 },
    { latentDim: 200, accuracy: 0.75 },
  ],
}

/** The published accuracies of a curve, in ascending order of J. */
export const publishedFor = (curve: string): readonly Published[] => accuracies[curve] ?? []
