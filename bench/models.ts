import { createBetaTcVae, createBetaVae } from '@vsc/baselines'
import { createVsc, type LatentModel } from '@vsc/core'
import type { StepSize } from './step-size.js'

/** M and N of the measurements: as many numbers as Fashion-MNIST's images have, and nearly as many examples. */
export const dataDim = 784
export const exampleCount = 50_000

interface Network {
  /** Numbers that the encoder says of each latent. */
  readonly heads: number
  readonly pseudoInputs: number
}

interface BenchedModel {
  create(size: StepSize): LatentModel
  /** Floating-point operations of the matrix products in one step. */
  flops(size: StepSize): number
  /** Numbers that must be kept from the forward to the backward pass. */
  activations(size: StepSize): number
}

export const models = {
  vsc: {
    create: ({ latentDim, hiddenDim, pseudoInputCount }) =>
      createVsc({ dataDim, latentDim, hiddenDim, pseudoInputCount }),
    flops: (size) => networkFlops(size, { heads: 3, pseudoInputs: size.pseudoInputCount }),
    activations: (size) => networkActivations(size, { heads: 3, pseudoInputs: size.pseudoInputCount }),
  },
  'beta-vae': {
    create: ({ latentDim, hiddenDim }) => createBetaVae({ dataDim, latentDim, hiddenDim, beta: 4 }),
    flops: (size) => networkFlops(size, { heads: 2, pseudoInputs: 0 }),
    activations: (size) => networkActivations(size, { heads: 2, pseudoInputs: 0 }),
  },
  'beta-tcvae': {
    create: ({ latentDim, hiddenDim }) =>
      createBetaTcVae({ dataDim, latentDim, hiddenDim, datasetSize: exampleCount, beta: 6 }),
    flops: (size) => networkFlops(size, { heads: 2, pseudoInputs: 0 }) + densityFlops(size),
    activations: (size) => networkActivations(size, { heads: 2, pseudoInputs: 0 }) + densityActivations(size),
  },
} as const satisfies Record<string, BenchedModel>

export type BenchedModelName = keyof typeof models

export interface BenchedStep extends StepSize {
  readonly model: BenchedModelName
}

export const modelNames = Object.keys(models) as BenchedModelName[]

/**
 * Each weight takes part in one product forward and two backward, but no gradient is formed with respect to the data; the
 * pseudo-inputs are further rows of the encoder's, and each has a column in the selection function.
 */
function networkFlops({ latentDim, hiddenDim, batch }: StepSize, { heads, pseudoInputs }: Network): number {
  const firstLayer = dataDim * hiddenDim
  const encoder = firstLayer + hiddenDim * heads * latentDim
  const decoder = latentDim * hiddenDim + hiddenDim * 2 * dataDim
  const selection = dataDim * pseudoInputs
  const ofData = 6 * (encoder + decoder + selection) * batch - 2 * (firstLayer + selection) * batch
  return ofData + 6 * encoder * pseudoInputs
}

/** The densities of every code under every posterior of the batch, forward and backward: jointly, and latent by latent. */
const densityFlops = ({ latentDim, batch }: StepSize): number => 6 * batch * batch * (2 * latentDim + 3 * latentDim)

/** The input of every layer, and what the likelihood is computed from. */
function networkActivations({ latentDim, hiddenDim, batch }: StepSize, { heads, pseudoInputs }: Network): number {
  const encoder = dataDim + hiddenDim + heads * latentDim
  const decoder = latentDim + hiddenDim + 2 * dataDim
  return batch * (encoder + decoder) + pseudoInputs * encoder
}

/** The log densities of the batch's codes under each other's posteriors, latent by latent, and their exponentials. */
const densityActivations = ({ latentDim, batch }: StepSize): number => 2 * batch * batch * latentDim
