import type { z } from 'zod'
import type { ConfigTree } from '../config/tree.js'
import type {
  Conclusion,
  ConclusionContext,
  Experiment,
  Plan,
  PlannedRun,
  RunResult,
  TrainedRun,
} from '../experiment/experiment.js'
import type { Lab } from '../lab.js'
import type { DataSettings } from '../run-config/data-settings.js'
import { defaultReport } from './default-report.js'
import { exploreSection } from './explore-section.js'
import { plannedRuns } from './planned-runs.js'
import { resultOf, type StudiedRun } from './run-result.js'
import type { StudyConfig } from './study-config.js'
import { studyReport, type WrittenUp } from './study-report.js'
import { trainingWarnings } from './training.js'

/** A data set of a study: what the study calls it, and what its models are trained on. */
export interface StudyData {
  readonly name: string
  readonly settings: DataSettings
}

/**
 * An experiment that trains models, asks each the same, and writes up what it found. `Config` is its configuration, `Subject` what
 * all models are shown (test data and what is made of it), `Found` what was found of one.
 */
export interface Study<Config extends StudyConfig, Subject, Found extends StudiedRun> {
  readonly name: string
  /** One line for `--list`. */
  readonly description: string
  /** Its presets, by name. */
  presets: Experiment['presets']
  /** What it can be told, checked: {@link studySchema} with keys of its own. */
  schema(lab: Lab): z.ZodType<Config>
  /** The data sets that its models are trained on. */
  data(config: Config): readonly StudyData[]
  /** The configuration as it is on one of them, where they differ in what models have. */
  configOn?(config: Config, data: string): Config
  /** What is valid but probably not meant, beside schedules that are cut short. */
  warnings?(config: Config): readonly string[]
  /** What every model is shown. */
  prepare(config: Config, context: ConclusionContext): Promise<Subject>
  /** What is found of a trained model; models come one after the other. */
  find(one: TrainedRun, options: FindingOptions<Config, Subject>): Promise<Found>
  /** Its claims and the sections of its report; {@link defaultReport} on all metrics by default. */
  writeUp?(options: WriteUpOptions<Config, Subject, Found>): Promise<WrittenUp>
  /** What summary.json says of a run beside its settings and metrics. */
  resultOf?(found: Found): Partial<RunResult>
  /** More files of a run's folder, by name. */
  filesOf?(found: Found): Readonly<Record<string, unknown>>
}

export interface FindingOptions<Config, Subject> extends ConclusionContext {
  readonly config: Config
  readonly subject: Subject
}

export interface WriteUpOptions<Config, Subject, Found> extends FindingOptions<Config, Subject> {
  readonly runs: readonly Found[]
}

/** The experiment that a study is. */
export function defineStudy<Config extends StudyConfig, Subject, Found extends StudiedRun>(
  study: Study<Config, Subject, Found>,
): Experiment {
  const { name, description } = study
  return {
    name,
    description,
    presets: (lab) => study.presets(lab),
    schema: (lab) => study.schema(lab),
    plan: (given, lab) => planOf(study, study.schema(lab).parse(given as ConfigTree), lab),
  }
}

function planOf<Config extends StudyConfig, Subject, Found extends StudiedRun>(
  study: Study<Config, Subject, Found>,
  config: Config,
  lab: Lab,
): Plan {
  const sets = study.data(config)
  const runs = sets.flatMap((data): PlannedRun[] => {
    const on = study.configOn?.(config, data.name) ?? config
    const planned = plannedRuns({ lab, config: on, data })
    return sets.length === 1 && study.configOn === undefined
      ? planned
      : planned.map((run) => ({ ...run, id: `${data.name}-${run.id}` }))
  })
  return {
    config,
    runs,
    warnings: [...(study.warnings?.(config) ?? []), ...trainingWarnings(config, runs)],
    conclude: (trained, context) => conclude(study, config, trained, context),
  }
}

async function conclude<Config extends StudyConfig, Subject, Found extends StudiedRun>(
  study: Study<Config, Subject, Found>,
  config: Config,
  trained: AsyncIterable<TrainedRun>,
  context: ConclusionContext,
): Promise<Conclusion> {
  const subject = await study.prepare(config, context)
  const options = { ...context, config, subject }
  const runs: Found[] = []
  for await (const one of trained) runs.push(await study.find(one, options))
  context.announce('drawing the figures')
  const found = { ...options, runs }
  const explorers = await exploreSection(runs, context)
  const written = await (study.writeUp?.(found) ?? defaultReport({ ...found, title: study.description }))
  return {
    ...studyReport({ ...options, ...written, sections: [...written.sections, ...explorers] }),
    results: runs.map((one) => ({ ...resultOf(one), ...study.resultOf?.(one) })),
    runFiles: Object.fromEntries(runs.map((one) => [one.run.id, study.filesOf?.(one) ?? {}])),
  }
}
