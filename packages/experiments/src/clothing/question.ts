import type { LabelledDataSet } from '@vsc/data'
import type { Engine } from '@vsc/engine'
import type { Section } from '@vsc/figures'
import type { LatentUse } from '@vsc/inference'
import type { Column, EvaluatedRun, MetricClaim, Metrics, SpikedEvaluation } from '@vsc/lab'
import type { SharedMetrics } from './shared-metrics.js'

/** What models are shown. */
export interface Clothing {
  readonly test: LabelledDataSet
  /** Labelled training images that classifiers learn from. */
  readonly learning: LabelledDataSet
}

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
  /** The seed of everything random. */
  readonly seed: number
}

/** What was found of one model; `metrics` go to summary.json, beside those that every question shares. */
export interface Findings {
  readonly metrics: Metrics
}

/** All metrics of a model. */
export type ClothingMetrics<F extends Findings> = F['metrics'] & SharedMetrics

/** A model with what was found of it. */
export interface FoundRun<F extends Findings> extends ClothingRun {
  readonly findings: F & { readonly metrics: ClothingMetrics<F> }
}

/** The models that stand for each group in figures. */
export interface Found<F extends Findings> {
  /** The run of median ELBO of each group. */
  readonly shown: readonly { readonly label: string; readonly one: FoundRun<F> }[]
  readonly test: LabelledDataSet
  readonly engine: Engine
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
  /** What was to be found. */
  readonly claims: readonly MetricClaim<ClothingMetrics<F>>[]
  find(subject: Subject): Promise<F>
  /** Sections of its report; the rest of it all three have alike. */
  sections(found: Found<F>): Promise<readonly Section[]>
}
