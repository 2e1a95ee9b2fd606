import type { TrainedModel } from './read-trained-model.js'

/** What a trained model is called, and in a few words what it is: the heading of a page about it. */
export function describeTrained({ family, model, run, iteration }: Omit<TrainedModel, 'parameters'>): {
  readonly title: string
  readonly subtitle: string
} {
  const { hiddenDim } = model.config as { readonly hiddenDim?: unknown }
  const hidden = hiddenDim === undefined ? '' : `, H = ${[hiddenDim].flat().join(' and ')}`
  return {
    title: `${family.title} on ${run.data.name}`,
    subtitle: `J = ${model.latentDim} latents${hidden}, trained for ${iteration.toLocaleString('en')} steps on ${run.data.count.toLocaleString('en')} examples.`,
  }
}
