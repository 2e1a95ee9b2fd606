import { createVsc, type LatentModel, linear, type Schedule } from '@vsc/core'
import { createBetaTcVae, createBetaVae, createDipVae, createFactorVae, createVampPriorVae } from '../src/index.js'
import { convDecoder, convEncoder } from './conv-trunks.js'

const tiny = { dataDim: 1024, latentDim: 4, hiddenDim: 8, mean: 'sigmoid', varianceFloor: 1e-2 } as const
const convolutional = { encoder: convEncoder, decoder: convDecoder(2) }
const discriminator = { discriminatorHiddenDim: 6, discriminatorLayerCount: 2 }

interface Specimen {
  readonly title: string
  readonly model: LatentModel
  readonly schedules?: Readonly<Record<string, Schedule>>
}

const rising = (to: number, from = 0) => linear({ from, to, start: 2, end: 8 })

/** Every model in every form, small, over Smiley images, with the schedules it asks for. */
export const specimens: readonly Specimen[] = [
  {
    title: 'VSC',
    model: createVsc({ ...tiny, pseudoInputCount: 3, pseudoInputInit: 'examples', spikeGradientLeak: 0.2 }),
    schedules: { lambda: rising(1), slope: rising(50, 1) },
  },
  {
    title: 'VSC, with all that short runs have',
    model: createVsc({
      ...tiny,
      pseudoInputCount: 3,
      pseudoInputInit: 'examples',
      pseudoInputSpikes: 'squash',
      spikeActivation: 'sigmoid',
      selection: 'posterior',
      maximises: 'elboMixture',
      alpha: { spikes: 2 },
      sparsityOver: 'batch',
      usageLimit: 0.5,
      klWarmUp: true,
      sparsityWarmUp: true,
    }),
    schedules: { lambda: rising(1), slope: rising(50, 1), klWeight: rising(1), sparsityWeight: rising(1) },
  },
  {
    title: 'VSC, convolutional',
    model: createVsc(
      { ...tiny, pseudoInputCount: 3, pseudoInputInit: 'examples', initialSpikeBias: -1 },
      convolutional,
    ),
    schedules: { lambda: rising(1), slope: rising(50, 1) },
  },
  {
    title: 'VSC, fixed prior, convolutional, Bernoulli, a dense decoder',
    model: createVsc({ ...tiny, prior: 'fixed', likelihood: 'bernoulli' }, { encoder: convEncoder }),
    schedules: { lambda: rising(1), slope: rising(50, 1) },
  },
  { title: 'beta-VAE', model: createBetaVae(tiny) },
  {
    title: 'beta-VAE, with a KL warm-up',
    model: createBetaVae({ ...tiny, klWarmUp: true }),
    schedules: { klWeight: rising(1) },
  },
  {
    title: 'beta-VAE, capacity',
    model: createBetaVae({ ...tiny, capacity: true, likelihood: 'bernoulli' }),
    schedules: { capacity: rising(5) },
  },
  { title: 'beta-TCVAE, MWS', model: createBetaTcVae({ ...tiny, datasetSize: 60 }) },
  { title: 'beta-TCVAE, MSS', model: createBetaTcVae({ ...tiny, datasetSize: 60, estimator: 'mss' }) },
  { title: 'FactorVAE', model: createFactorVae({ ...tiny, ...discriminator }) },
  { title: 'DIP-VAE I', model: createDipVae({ ...tiny, form: 'i' }) },
  { title: 'DIP-VAE II', model: createDipVae({ ...tiny, form: 'ii', logVarBounds: [-12, 6] }) },
  { title: 'VampPrior VAE', model: createVampPriorVae({ ...tiny, pseudoInputCount: 5 }) },
  { title: 'beta-VAE, convolutional', model: createBetaVae(tiny, convolutional) },
  {
    title: 'beta-TCVAE, convolutional',
    model: createBetaTcVae({ ...tiny, datasetSize: 60 }, convolutional),
  },
  { title: 'FactorVAE, convolutional', model: createFactorVae({ ...tiny, ...discriminator }, convolutional) },
  {
    title: 'DIP-VAE, convolutional, Bernoulli',
    model: createDipVae({ ...tiny, likelihood: 'bernoulli' }, { encoder: convEncoder, decoder: convDecoder(1) }),
  },
  { title: 'VampPrior VAE, convolutional', model: createVampPriorVae({ ...tiny, pseudoInputCount: 5 }, convolutional) },
]
