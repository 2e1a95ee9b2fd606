/**
 * Models, data sets, metrics and experiments by name, your own among them; configurations, runs and reports.
 *
 * @module @vsc/lab
 */

export { parseAssignment } from './config/assignments.js'
export { type Change, changesBetween, changesInWords } from './config/changes.js'
export { refuseConflicts, type Said } from './config/conflicts.js'
export { checkedLayers, type LayersOptions } from './config/layers.js'
export { nearestKey } from './config/nearest.js'
export { problemsOf } from './config/problems.js'
export { readConfigFile } from './config/read-file.js'
export { type ConfigTree, isTree } from './config/tree.js'
export {
  builtIn,
  createLab,
  defineLab,
  experimentNamed,
  type LabParts,
  type LabWithExperiments,
} from './define-lab.js'
export { LabError, type LabErrorCode } from './errors.js'
export type {
  Conclusion,
  ConclusionContext,
  Experiment,
  FetchingOptions,
  PausedRun,
  Plan,
  PlanConfig,
  PlannedRun,
  Rung,
  RunResult,
  TrainedRun,
} from './experiment/experiment.js'
export { count, type ExperimentKeys, experimentKeys, listOf } from './experiment/experiment-keys.js'
export { type ExperimentRequest, resolvePlan } from './experiment/resolve.js'
export { settingsInWords } from './experiment/settings-in-words.js'
export { settledSweeps } from './experiment/settled-sweeps.js'
export { type Lab, modelNamed, unknownName } from './lab.js'
export { importFile, labFileNames, type OpenLabOptions, openLab, readLabFile } from './lab-file.js'
export { labFingerprint } from './lab-fingerprint.js'
export { dataKindOf, shortRunVarianceFloor } from './presets/data-kind.js'
export {
  type Preset,
  type PresetName,
  type PresetOptions,
  presetFor,
  presetNames,
  settingKeys,
} from './presets/preset.js'
export { shortRunTraining } from './presets/short-run.js'
export type { RunRequest } from './run-config/command-line.js'
export { type ConfiguredRun, type ConfiguringOptions, configureRun } from './run-config/configure.js'
export { type DataSettings, dataSettingsOfRun } from './run-config/data-settings.js'
export { isDrawn, type LoadingOptions, loadData } from './run-config/load-data.js'
export { type ModelSettings, modelOf, type RunConfiguration } from './run-config/run-configuration.js'
export { loadTrainingExamples } from './run-config/training-examples.js'
export { createExperimentFolder, readExperimentConfig, runFolder, type Summary } from './runner/experiment-folder.js'
export { automaticJobs } from './runner/jobs.js'
export { type LocalPoolOptions, localPool } from './runner/local-pool.js'
export type { Failure, Pool, TrainingStage } from './runner/pool.js'
export { type ExperimentOutcome, type RunExperimentOptions, runExperiment } from './runner/run-experiment.js'
export { type RunIdentityOptions, runIdentity } from './runner/run-identity.js'
export { fetchResult } from './runner/stored-runs.js'
export { totalProgress } from './runner/total-progress.js'
export type { TrainingOrder } from './runner/train-child.js'
export { newestIn } from './runner/train-run.js'
export { trainedWithOf } from './runner/trained-with.js'
export {
  startTrainer,
  type TrainerOptions,
  type TrainerProcess,
  type TrainingListener,
} from './runner/trainer-process.js'
export { loadTrainingData } from './runner/training-data.js'
export { describeTrained } from './runs/describe-trained.js'
export { type FindRunDataOptions, findRunData, type RunData } from './runs/find-run-data.js'
export {
  type CheckpointChoice,
  modelOfRun,
  type ReadTrainedModelOptions,
  readTrainedModel,
  type TrainedModel,
} from './runs/read-trained-model.js'
export { resumedConfiguration } from './runs/resumed-configuration.js'
export { loadRunExamples, type RunExamples, type RunExamplesOptions, recallMemory } from './runs/run-examples.js'
export type { RunMemory } from './runs/run-memory.js'
export { experimentSettings } from './settings/experiment-settings.js'
export { dataSettings, modelSettings, runSettings, trainingSettings } from './settings/run-settings.js'
export type { Setting } from './settings/setting.js'
export { type SettingsOfOptions, settingsOf } from './settings/settings-of.js'
export { folderStore } from './store/folder-store.js'
export { newAttempt, openRunStore, type RunStore } from './store/run-store.js'
export type { SavedFile, SavedRun, TrainedWith } from './store/saved-run.js'
export type { Store } from './store/store.js'
export {
  above,
  comparisonRule,
  countOf,
  everywhere,
  type Judgement,
  type JudgementAt,
  judged,
  type NamedSpread,
  untested,
} from './study/claims.js'
export { type Comparison, defineComparison } from './study/comparison.js'
export { type DefaultReportOptions, defaultReport } from './study/default-report.js'
export { settingsTried, unequalSearch, unequalTerms } from './study/equal-terms.js'
export { type EvaluatedRun, figureName, likelihoodOf } from './study/evaluated-run.js'
export { asExamples, change, type Examples, rowOf, stack } from './study/examples.js'
export { type Group, groupsOf, medianRun, partition, sweepsOf, typicalRuns } from './study/groups.js'
export {
  drawEach,
  fullestExample,
  type ImageFigureOptions,
  reconstructionsOf,
  traversalsOf,
  usedTraversalsOf,
} from './study/image-figures.js'
export { decode, imagesLike } from './study/images.js'
export { ifUsed, type MetricClaim, type MetricClaimsOptions, metricClaims, usedPart } from './study/metric-claims.js'
export { modelPresets } from './study/model-presets.js'
export { type ModelSectionsOptions, modelSections } from './study/model-sections.js'
export { type PlannedRunsOptions, plannedRuns, settingOf } from './study/planned-runs.js'
export {
  loadLabelled,
  type PublishedConfig,
  type PublishedData,
  publishedDataKeys,
  publishedTrainCounts,
  spikedSchema,
  splitSettings,
} from './study/published-data.js'
export { resampleSlabs, type SpikedComponents } from './study/resample-slabs.js'
export {
  type Column,
  everyNumber,
  type Metrics,
  resultTable,
  spreadTable,
  trainingDetails,
  valuesOf,
} from './study/result-tables.js'
export { resultOf, type StudiedRun } from './study/run-result.js'
export { bothOf, percent } from './study/sentences.js'
export {
  meanChange,
  type SpikeSamples,
  type SpikeSamplesFigureOptions,
  type SpikeSamplesOptions,
  sampleWithSpikes,
  spikeSamplesFigure,
} from './study/spike-samples.js'
export type { SpikedEvaluation } from './study/spiked-evaluation.js'
export {
  decimals,
  deviation,
  mean,
  meanAndDeviation,
  type Spread,
  spreadInWords,
  spreadOf,
  valueInWords,
} from './study/spread.js'
export {
  defineStudy,
  type FindingOptions,
  type Study,
  type StudyData,
  type WriteUpOptions,
} from './study/study.js'
export {
  boundSchema,
  evaluationKeys,
  ofTrained,
  ownSettings,
  type Problem,
  type StudyConfig,
  spikeProblems,
  studyKeys,
  studySchema,
} from './study/study-config.js'
export { type StudyReportOptions, studyReport, type WrittenUp } from './study/study-report.js'
export { trainingConfigOf, trainingInWords, trainingWarnings } from './study/training.js'
export { trainingFigure } from './study/training-figure.js'
export {
  drawTraversal,
  type TraversalFigureOptions,
  traversalFigure,
  traversalInWords,
} from './study/traversal-figure.js'
