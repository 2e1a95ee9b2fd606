import type { LabelledDataSet } from '@vsc/data'
import type { Engine } from '@vsc/engine'
import type { Section, Tile } from '@vsc/figures'
import type { EvaluatedRun } from '../study/evaluated-run.js'
import type { Group } from '../study/groups.js'
import type { LatentUse, SpikedEvaluation } from '../study/latent-use.js'
import type { Column, Metrics } from '../study/result-tables.js'
import type { SharedMetrics } from './shared-metrics.js'

/** A trained model with what it makes of the test images. */
export interface ClothingRun extends EvaluatedRun {
  readonly evaluation: SpikedEvaluation
  readonly use: LatentUse
}

/** What a question is put to: one trained model, and the images. */
export interface Subject {
  readonly one: ClothingRun
  /** What every number is about. */
  readonly test: LabelledDataSet
  /** The training images that classifiers learn from. */
  readonly learning: LabelledDataSet
  /** What the model makes of other images. */
  readonly evaluate: (data: LabelledDataSet) => Promise<SpikedEvaluation>
  readonly engine: Engine
  /** Names all that is random. */
  readonly seed: number
}

/** What was found of one model; `metrics` go to summary.json, beside those that every question shares. */
export interface Findings {
  readonly metrics: Metrics
}

/** A model with what was found of it. */
export interface FoundRun<F extends Findings> extends ClothingRun {
  readonly findings: F & { readonly metrics: SharedMetrics }
}

/** The models that were found something of, and those that stand for each group in figures. */
export interface Found<F extends Findings> {
  readonly groups: readonly Group<FoundRun<F>>[]
  /** The run of median ELBO of each group. */
  readonly shown: readonly { readonly label: string; readonly one: FoundRun<F> }[]
  readonly test: LabelledDataSet
  readonly engine: Engine
}

/** What an experiment has to say about its question; the rest of its report all three have alike. */
export interface Answer {
  /** What was found beside what the paper claims, a sentence or a few, computed from the numbers. */
  readonly claims: readonly string[]
  readonly tiles: readonly Tile[]
  readonly sections: readonly Section[]
}

/** One of the three questions that are put to the same model of clothing. */
export interface Question<F extends Findings> {
  readonly name: string
  /** One line for `--list`. */
  readonly description: string
  /** Of the report. */
  readonly title: string
  /** Its own metrics as columns of tables, and how they were found, in words. */
  readonly columns: readonly Column<F['metrics']>[]
  readonly about: string
  find(subject: Subject): Promise<F>
  answer(found: Found<F>): Promise<Answer>
}
