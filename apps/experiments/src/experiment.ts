import type { ConfigTree } from '@vsc/config'
import type { LatentModel } from '@vsc/core'
import type { DataSet, FetchOptions } from '@vsc/data'
import type { Engine, NamedTensors } from '@vsc/engine'
import type { Figure } from '@vsc/figures'
import type { ModelName } from '@vsc/models'
import type { LogPoint, TrainingConfig } from '@vsc/training'
import type { ExperimentKeys, PresetName } from './config/experiment-keys.js'
import type { Environment } from './run/environment.js'

/** An experiment of the paper: what it is called, its presets as data, and how a configuration becomes something to run. */
export interface Experiment {
  readonly name: string
  /** One line for `--list`. */
  readonly description: string
  /** What each preset says; what it leaves out has the schema's default. */
  readonly presets: Readonly<Record<PresetName, ConfigTree>>
  /**
   * Checks a configuration, fills in its defaults, and lays out what it asks for. Nothing is computed yet.
   *
   * @throws ZodError where the configuration is not valid
   */
  plan(config: ConfigTree): Plan
}

/** One model to be trained. */
export interface PlannedRun {
  /** Its folder's name under runs/, such as `vsc-j40-seed1`. */
  readonly id: string
  readonly model: ModelName
  /** The data set it is trained on, by the name that the experiment knows it by, such as `smiley`. */
  readonly data: string
  /** J */
  readonly latentDim: number
  readonly seed: number
  /** Where it departs from the model's own settings: one point of the configuration's `sweep`. */
  readonly swept: Readonly<Record<string, unknown>>
}

/** Everything that a valid configuration asks for, as data and pure functions. */
export interface Plan {
  /** Every setting, defaults included: repeats the plan. */
  readonly config: ExperimentKeys
  readonly runs: readonly PlannedRun[]
  /** What is valid and yet hardly meant, a sentence each. */
  readonly warnings: readonly string[]
  /** The prepared training examples of a run; the same for runs of one `data`. */
  trainingData(run: PlannedRun, options: FetchingOptions): Promise<DataSet>
  /** The model of a run on these examples. */
  modelOf(run: PlannedRun, data: Pick<DataSet, 'dim' | 'count'>): LatentModel
  /** How a run is trained. */
  trainingOf(run: PlannedRun): TrainingConfig
  /** Evaluates the trained models and writes up what was found. */
  conclude(trained: readonly TrainedRun[], context: ConclusionContext): Promise<Conclusion>
}

/** A run that was trained to its end. */
export interface TrainedRun {
  readonly run: PlannedRun
  readonly model: LatentModel
  readonly parameters: NamedTensors<Float32Array>
  readonly metrics: readonly LogPoint[]
  /** Time spent training, and steps in a second of it. */
  readonly seconds: number
  readonly stepsPerSecond: number
}

/** How data that is not on this machine yet is fetched. */
export interface FetchingOptions extends Pick<FetchOptions, 'onProgress'> {
  readonly signal: AbortSignal
}

export interface ConclusionContext extends FetchingOptions {
  readonly engine: Engine
  readonly environment: Environment
  /** Tells the user what is being done. */
  readonly announce: (message: string) => void
}

/** What an experiment found. */
export interface Conclusion {
  /** One entry of summary.json's results for each run. */
  readonly results: readonly RunResult[]
  /** What was found, in a sentence or a few. */
  readonly verdict: string
  /** More files of a run's folder, as JSON, by the run's id and the file's name. */
  readonly runFiles: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly figures: readonly Figure[]
  /** report.html */
  readonly report: string
}

export interface RunResult {
  readonly model: ModelName
  /** What it was trained and tested on, in an experiment on several data sets. */
  readonly data?: string
  readonly latentDim: number
  readonly seed: number
  /** The model's whole configuration but for its dimensions. */
  readonly settings: Readonly<Record<string, unknown>>
  /** By name; undefined where the model has no such thing, such as spikes. */
  readonly metrics: Readonly<Record<string, number | undefined>>
  readonly seconds: number
  readonly stepsPerSecond: number
}
