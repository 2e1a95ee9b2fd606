import type { JudgedRun, SmileyMetrics } from '../src/smiley-correlation/evaluated-run.js'
import type { State } from '../src/smiley-correlation/state.js'

/** What a group of runs is to have found. */
export interface Found {
  readonly model?: string
  readonly latentDim?: number
  readonly beta?: number
  readonly state?: State
  readonly inverted?: readonly string[]
  readonly validationBound?: number
  /** Of which each seed has one. */
  readonly metrics?: Readonly<Partial<Record<keyof SmileyMetrics, readonly number[]>>>
}

/** VSC as it is claimed to be. */
const claimed = {
  ...{
    activeLatents: 19,
    activeUnits: 18,
    attributesOwned: 4,
    spikeRecovery: 0.95,
    within: 0.6,
    zeros: 0.7,
    bound: -25,
  },
  ...{ correlationContrast: 0.55, signedContrast: 0.5 },
}

/** A baseline that falls short of it everywhere. */
const lesser = { ...claimed, within: 0.4, zeros: 0, bound: -27, correlationContrast: 0.3, signedContrast: 0.3 }

const titles: Readonly<Record<string, string>> = { vsc: 'VSC', 'beta-vae': 'beta-VAE', 'beta-tcvae': 'beta-TCVAE' }

/** Runs of two seeds or as many as there are values, of which only what claims look at is there. */
export function runsThat({
  model = 'vsc',
  latentDim = 40,
  state = 'structured',
  metrics = {},
  ...found
}: Found): JudgedRun[] {
  const seeds = Object.values(metrics)[0]?.length ?? 2
  return Array.from({ length: seeds }, (_, i) => ({
    run: {
      id: `${model}-${latentDim}-${found.beta}-${i}`,
      model,
      title: titles[model] ?? model,
      latentDim,
      seed: i + 1,
      swept: found.beta === undefined ? {} : { beta: found.beta },
    },
    ...(found.validationBound !== undefined && { validationBound: found.validationBound }),
    findings: {
      state,
      spikes: { inverted: found.inverted ?? [] },
      metrics: {
        ...(model === 'vsc' ? claimed : lesser),
        ...Object.fromEntries(Object.entries(metrics).map(([name, values]) => [name, values![i]])),
      },
    },
  })) as unknown as JudgedRun[]
}
