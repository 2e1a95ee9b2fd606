import type { ModelName } from '@vsc/models'

/**
 * Accuracies with 5,000 labels of Fashion-MNIST, by J, as the first version of Tonolini, Jensen and Murray-Smith, "Variational
 * sparse coding" (2018) gives them. Its VSC has a fixed prior in place of pseudo-inputs.
 */
const accuracies: Readonly<Partial<Record<ModelName, Readonly<Record<number, number>>>>> = {
  vsc: { 8: 0.669, 200: 0.797 },
}

/** What it gives of VAEs, for no J in particular. */
export const publishedVae = 0.75

/** How many labels these are with. */
export const publishedLabels = 5000

/** The published accuracies of a model. */
export const publishedFor = (model: ModelName): { readonly latentDim: number; readonly accuracy: number }[] =>
  Object.entries(accuracies[model] ?? {}).map(([latentDim, accuracy]) => ({ latentDim: Number(latentDim), accuracy }))
