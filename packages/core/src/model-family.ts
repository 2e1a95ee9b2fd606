import type { z } from 'zod'
import type { LatentModel } from './latent-model.js'
import type { Schedule } from './schedule.js'

/** M, J and N: what the data and the run decide about a model, and no setting. */
export interface ModelDimensions {
  /** M */
  readonly dataDim: number
  /** J */
  readonly latentDim: number
  /** N, the number of training examples. */
  readonly exampleCount: number
}

/** What the numbers of a data set are: 0 or 1 (or probabilities of it are wanted), within 0 to 1, or anything else. */
export type DataKind = 'binary' | 'unit' | 'real'

/** What presets of thousands of steps ask of every model alike. */
export interface ShortRun {
  readonly kind: DataKind
  /** H */
  readonly hiddenDim: number
  /** K, of models whose prior has pseudo-inputs. */
  readonly pseudoInputCount: number
}

/** How a model was trained where it was published. */
export interface PublishedRun {
  /** Its settings; what is not said has its default. */
  readonly model: Readonly<Record<string, unknown>>
  readonly training: {
    readonly iterations: number
    /** B */
    readonly batchSize: number
    readonly learningRate: Schedule
    readonly schedules?: Readonly<Record<string, Schedule>>
    readonly freshAdamAt?: readonly number[]
    readonly shuffle?: boolean
  }
}

/**
 * A kind of model by its name: all that programs, presets and experiments need to know of it. Those of VSC and its baselines are
 * such records, and so are yours.
 *
 * @example
 * const chosen = vscFamily.settings.parse({ hiddenDim: 50, likelihood: 'bernoulli' })
 * const model = vscFamily.create(chosen, { dataDim: 1024, latentDim: 10, exampleCount: 60_000 })
 * console.log(model.name, model.schedules) // vsc [ 'lambda', 'slope' ]
 */
export interface ModelFamily<Settings = unknown> {
  /** What it is asked for by, such as `beta-vae`: lower-case letters, digits and hyphens. The models it makes have this name. */
  readonly name: string
  /** What it is called in reports, such as `beta-VAE`. */
  readonly title: string
  /** Its settings except for its dimensions, with their defaults. */
  readonly settings: z.ZodType<Settings>
  /** The model with these settings, which the schema has checked. */
  create(settings: Settings, dimensions: ModelDimensions): LatentModel
  /** Whether its latents are switched by spikes: `encode` then gives `logGamma`, and codes have exact zeros. */
  readonly spikes?: boolean
  /**
   * The schedules that a model of these settings asks for. Where this is not said, a model of one number and one latent is made to
   * find out, so it must be said where such a model cannot be made: with networks for images of one size.
   */
  schedules?(settings: Settings): readonly string[]
  /** Settings of its own in runs of thousands of steps, over those that all models share (likelihood, H). */
  readonly shortRun?: (run: ShortRun) => Readonly<Record<string, unknown>>
  /** How it was trained where it was published, on a data set by its name; there is no preset `paper` where this is not said. */
  readonly published?: (dataName: string) => PublishedRun
}

/** The keys of a configuration that are no settings. */
export const dimensionKeys = { dataDim: true, latentDim: true } as const
