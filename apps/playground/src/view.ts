/** What is shown of a model, as it is after so many steps. */
export interface ModelView {
  /** The family's name. */
  readonly name: string
  readonly title: string
  readonly iteration: number
  /** The valid bound of log p(x) over the test images of the page, in nats an image. */
  readonly bound: number
  readonly standardError: number
  /** J */
  readonly latentDim: number
  /** Latents whose mean E[z|x] varies from image to image. */
  readonly inUse: number
  /** How far latents keep to one attribute each, from 0 to 1. */
  readonly contrast: number
  /** How well the best single latent tells an attribute's presence, by the sign of its value too: mean over attributes, 0.5 is chance. */
  readonly presence: number
  /** The latents in the order in which they are shown, [J]. */
  readonly order: readonly number[]
  /** |corr(|S V|, |z|)|, [F, J], columns in this order. */
  readonly correlations: Float32Array
  /** For each attribute the latent that follows one of its features most closely. */
  readonly followers: readonly { readonly attribute: string; readonly latent: number; readonly correlation: number }[]
  /** Of models with spikes: how often each latent is on, in the order above. */
  readonly spikes?: SpikesByAttribute
  /** The first test images as decoded from their codes, [M] each. */
  readonly reconstructions: readonly Float32Array[]
}

/** Mean spike probabilities over images, [A, J] each. */
export interface SpikesByAttribute {
  /** Over the images that have the attribute. */
  readonly present: Float32Array
  /** Over those that do not have it. */
  readonly absent: Float32Array
}

/** What is the same for both models: the test images that are shown, and what they are made of. */
export interface ShownData {
  /** [M] each */
  readonly images: readonly Float32Array[]
  readonly attributes: readonly string[]
  /** [F] */
  readonly features: readonly string[]
  /** [F], for each feature the index of its attribute. */
  readonly attributeOf: readonly number[]
}
