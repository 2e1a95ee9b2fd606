import type { Metrics } from '@vsc/lab'

const titles: Readonly<Record<string, string>> = { vsc: 'VSC', 'beta-vae': 'beta-VAE' }

export interface FoundOptions {
  readonly model?: string
  readonly latentDim?: number
  readonly swept?: Readonly<Record<string, number>>
  /** One for each seed. */
  readonly metrics: readonly Metrics[]
}

/** Runs of which only what claims look at is there. */
export const runsThat = <One>({ model = 'vsc', latentDim = 20, swept = {}, metrics }: FoundOptions): One[] =>
  metrics.map(
    (found, i) =>
      ({
        run: { id: '', model, title: titles[model], data: '', latentDim, seed: i + 1, swept },
        model: { config: { beta: 1, ...swept } },
        findings: { metrics: { activeUnits: 5, ...found } },
      }) as One,
  )
