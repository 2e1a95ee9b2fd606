import type { LatentModel } from '@vsc/core'
import type { FetchOptions } from '@vsc/data/node'
import type { Engine, EngineName, NamedTensors } from '@vsc/engine'
import type { Figure } from '@vsc/figures'
import type { LogPoint } from '@vsc/training'
import type { Environment } from '@vsc/training/node'
import type { z } from 'zod'
import type { ConfigTree } from '../config/tree.js'
import type { Lab } from '../lab.js'
import type { PresetName } from '../presets/preset.js'
import type { RunConfiguration } from '../run-config/run-configuration.js'

/** An experiment: what it is called, its presets as data, and how a configuration becomes something to run. */
export interface Experiment {
  readonly name: string
  /** One line for `--list`. */
  readonly description: string
  /** What each preset says, which may be some of them; what one leaves out has the schema's default. */
  presets(lab: Lab): Readonly<Partial<Record<PresetName, ConfigTree>>>
  /** What its configuration may say, as a schema of zod, for lists of keys: with meanings, as `.describe()` gives them. */
  schema?(lab: Lab): z.ZodType
  /**
   * Checks a configuration, fills in its defaults, and lays out what it asks for. Nothing is computed yet.
   *
   * @throws ZodError where the configuration is not valid
   */
  plan(config: ConfigTree, lab: Lab): Plan
}

/** One model to be trained. */
export interface PlannedRun {
  /** Its folder's name under runs/, such as `vsc-j40-seed1`. */
  readonly id: string
  /** The model's name, and what it is called in reports. */
  readonly model: string
  readonly title: string
  /** The data set it is trained on, by the name that the experiment knows it by, such as `smiley`. */
  readonly data: string
  /** J */
  readonly latentDim: number
  readonly seed: number
  /** Where it departs from the model's own settings: one point of the configuration's `sweep`. */
  readonly swept: Readonly<Record<string, unknown>>
  /** What is trained, on what, and how: `vsc train` given this trains the same model to the bit. */
  readonly configuration: RunConfiguration
}

/** What the configuration of every plan says, among other things. */
export interface PlanConfig {
  /** What is done, by its name. */
  readonly experiment: string
  readonly preset: PresetName
  readonly engine: EngineName
}

/** A point in training at which some runs are stopped for good, since they do worse than others. */
export interface Rung {
  /** The iteration after which all runs that are left pause. */
  readonly after: number
  /** Those that go on, by what each has logged up to there. */
  survivors(paused: readonly PausedRun[]): readonly PlannedRun[]
}

/** A run that was trained up to some iteration and no further. */
export interface PausedRun {
  readonly run: PlannedRun
  readonly metrics: readonly LogPoint[]
}

/** Everything that a valid configuration asks for, as data and a pure function. */
export interface Plan {
  /** Every setting, defaults included: repeats the plan. */
  readonly config: PlanConfig
  readonly runs: readonly PlannedRun[]
  /** What is valid but probably not meant, a sentence each. */
  readonly warnings: readonly string[]
  /** Where runs are stopped early, in order; nowhere by default. */
  readonly rungs?: readonly Rung[] | undefined
  /** Evaluates the trained models, which come one after the other since they may be more than memory holds, and writes up what was found. */
  conclude(trained: AsyncIterable<TrainedRun>, context: ConclusionContext): Promise<Conclusion>
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
  readonly lab: Lab
  readonly engine: Engine
  readonly environment: Environment
  /** Those that were stopped early, at a rung of the plan. */
  readonly stopped: readonly PausedRun[]
  /** Tells the user what is being done. */
  readonly announce: (message: string) => void
  /**
   * Writes the explorer's page of a model that was trained; gives its place beside the report, or nothing where there can be no
   * page, which has then been announced. Missing where nobody keeps pages.
   */
  readonly explore?: (run: PlannedRun) => Promise<string | undefined>
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
  /** More files beside it, by name. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>
}

/** What an experiment found of one trained model, as `summary.json` lists it. */
export interface RunResult {
  readonly model: string
  /** What it was trained and tested on, in an experiment on several data sets. */
  readonly data?: string
  readonly latentDim: number
  readonly seed: number
  /** The model's whole configuration except for its dimensions. */
  readonly settings: Readonly<Record<string, unknown>>
  /** By name; undefined where the model has no such thing, such as spikes. */
  readonly metrics: Readonly<Record<string, number | undefined>>
  readonly seconds: number
  readonly stepsPerSecond: number
}
