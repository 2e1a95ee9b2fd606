import type { ModelConfig } from './model-keys.js'
import { createNetwork, type Network } from './network.js'
import { mlp, type Trunks } from './trunk.js'

/** How many heads the encoder and the decoder of a model have. */
export interface HeadCounts {
  /** Heads of J units of the recognition model. */
  readonly posterior: number
  /** What the bias of each of these starts from; 0 by default. */
  readonly posteriorBiases?: readonly number[]
  /** Heads of M units of the likelihood. */
  readonly likelihood: number
}

/** The encoder, x [B, M] -> [B, heads * J], and the decoder, z [B, J] -> [B, heads * M], of a model. */
export interface Networks {
  readonly encoder: Network
  readonly decoder: Network
}

type Sizes = Pick<ModelConfig, 'dataDim' | 'latentDim' | 'hiddenDim'>

/**
 * A model's networks: with the trunks that are given, else with multilayer perceptrons of H units.
 *
 * @throws CoreError INVALID_TRUNK where a trunk does not fit
 * @example
 * const networks = createNetworks({ dataDim: 1024, latentDim: 40, hiddenDim: 400 }, { posterior: 2, likelihood: 1 })
 */
export function createNetworks(
  { dataDim, latentDim, hiddenDim }: Sizes,
  { posterior, posteriorBiases = [], likelihood }: HeadCounts,
  { encoder = mlp({ hiddenDim }), decoder = mlp({ hiddenDim }) }: Trunks = {},
): Networks {
  const toLatents = { inputs: dataDim, outputs: latentDim, heads: posterior, biases: posteriorBiases }
  const toData = { inputs: latentDim, outputs: dataDim, heads: likelihood }
  return {
    encoder: createNetwork('encoder', { trunk: encoder, ...toLatents }),
    decoder: createNetwork('decoder', { trunk: decoder, ...toData }),
  }
}
