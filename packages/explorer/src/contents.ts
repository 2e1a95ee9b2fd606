import type { NoiseSpec } from '@vsc/core'
import type { KernelProgram } from './kernel-program.js'
import type { WeightEntry } from './weights.js'

/** All that a page knows, beside the numbers of its weights. */
export interface ExplorerContents {
  readonly title: string
  /** What the model is and how it was trained, in a few words. */
  readonly subtitle: string
  /** `vsc explore RUN`, which writes the page again; none where the page is part of another. */
  readonly command?: string
  readonly data: ExplorerData
  readonly model: ExplorerModel
  readonly programs: ExplorerPrograms
  readonly weights: Readonly<Record<string, WeightEntry>>
}

/** The data of the page: what the examples are, and what is shown of each. */
export interface ExplorerData {
  readonly name: string
  /** Of one example: an image where it is [height, width], or [height, width, 1 or 3]. */
  readonly shape: readonly number[]
  readonly range: readonly [lowest: number, highest: number]
  /** Every example has norm 1. */
  readonly unitNorm: boolean
  /** Whether a picture's pixels can be made an example: not where each number has a scale of its own. */
  readonly opensImages: boolean
  /** Names of its numbers, where they have any. */
  readonly features?: readonly string[]
  /** The examples in the page, in the order of the weight `examples`, [n, M]: each one's number, and its class where it has one. */
  readonly examples: readonly { readonly index: number; readonly label?: string }[]
}

/** What the page says of the model, and which of its parts it has. */
export interface ExplorerModel {
  readonly latentDim: number
  readonly spikes: boolean
  /** The random tensors that a sample of the prior needs. */
  readonly noise: Readonly<Record<string, NoiseSpec>>
  /** Most used first. */
  readonly latents: readonly ExplorerLatent[]
}

/** A latent as the page shows it: how often it is on, its values, and what it answers to. */
export interface ExplorerLatent {
  /** j */
  readonly index: number
  /** Whether its E[z|x] varies from example to example. */
  readonly used: boolean
  /** The values of its slab, from the lowest to the highest, over the examples for which it is on. */
  readonly range: readonly [lowest: number, highest: number]
  /** The values that its strip shows, rising. */
  readonly steps: readonly number[]
  /** The mean of its slab over these examples. */
  readonly mean: number
  /** The share of examples for which it is on; 1 without spikes. */
  readonly on: number
  /** The factors and classes that it follows, closest first. */
  readonly answers: readonly Answer[]
}

/** What a latent follows, and how closely: a correlation over test examples. */
export interface Answer {
  readonly name: string
  readonly correlation: number
}

/** The recorded programs that the page replays. */
export interface ExplorerPrograms {
  /** z [1, J] to `mean` [1, M] */
  readonly decode: KernelProgram
  /** z [S, J] to `mean` [S, M], for as many codes as a strip has. */
  readonly decodeStrip: KernelProgram
  /** x [1, M] to `mu` and, where there are spikes, `logGamma`: [1, J] */
  readonly encode: KernelProgram
  /** A component of the prior and noise to z [1, J] */
  readonly sample: KernelProgram
}
