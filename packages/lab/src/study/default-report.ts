import type { Section } from '@vsc/figures'
import { unequalSearch, unequalTerms } from './equal-terms.js'
import { likelihoodOf } from './evaluated-run.js'
import { type Group, groupsOf, medianRun } from './groups.js'
import { type Column, resultTable, spreadTable, valuesOf } from './result-tables.js'
import type { StudiedRun } from './run-result.js'
import { decimals, mean, meanAndDeviation } from './spread.js'
import type { StudyConfig } from './study-config.js'
import type { WrittenUp } from './study-report.js'
import { trainingFigure } from './training-figure.js'

/** What a report shows where an experiment writes none of its own. */
export interface DefaultReportOptions {
  readonly title: string
  readonly config: StudyConfig
  readonly runs: readonly StudiedRun[]
  /** The metrics to show; every metric of the runs by its own name by default. */
  readonly columns?: readonly Column[] | undefined
  /** What is to be said of the numbers beside what the settings say, a sentence each. */
  readonly cautions?: readonly string[]
  /** Sections of its own, between the metrics and the training curves. */
  readonly sections?: readonly Section[]
}

type Groups = readonly Group<StudiedRun>[]

/** The report of a study that writes none: which model is best by each metric, tables and training curves. It claims nothing. */
export async function defaultReport(options: DefaultReportOptions): Promise<WrittenUp> {
  const { title, config, runs, columns = columnsOf(runs), cautions = [] } = options
  const groups = groupsOf(runs)
  const shown = groups.map((group) => ({ label: group.label, one: medianRun(group, scoreBy(columns)) }))
  const best = bestOf(groups, columns)
  const found = best.map(({ column, label, value }) => `${column.title} is best for ${label}: ${value}.`)
  return {
    title,
    summary: [...found, ...cautions, ...caveats(config)].join(' '),
    claims: [],
    sections: [
      { heading: 'Metrics', paragraphs: describe(config), tables: tablesOf(groups, columns) },
      ...(options.sections ?? []),
      { heading: 'Training', figures: [await trainingFigure(shown)] },
    ],
  }
}

const columnsOf = (runs: readonly StudiedRun[]): Column[] =>
  [...new Set(runs.flatMap(({ findings }) => Object.keys(findings.metrics)))].map((name) => ({
    name,
    title: name,
    decimals: 3,
  }))

/** What the run of median score is chosen by: the first metric of which more or less is better. */
const scoreBy = (columns: readonly Column[]) => {
  const { name } = columns.find(({ better }) => better !== undefined) ?? columns[0]!
  return ({ findings }: StudiedRun) => findings.metrics[name] ?? 0
}

/** The group that is best on average, for each metric that has a better end. */
function bestOf(groups: Groups, columns: readonly Column[]) {
  return columns.flatMap((column) => {
    const sign = column.better === 'lower' ? -1 : 1
    const scored = groups
      .map(({ label, runs }) => ({ label, values: valuesOf(runs, column.name) }))
      .filter(({ values }) => values.length > 0)
      .sort((a, b) => sign * (mean(b.values) - mean(a.values)))
    const [first] = scored
    if (column.better === undefined || first === undefined) return []
    return [{ column, label: first.label, value: meanAndDeviation(first.values, column.decimals) }]
  })
}

/** What keeps the best from being said to be better. */
const caveats = (config: StudyConfig): string[] => [
  ...(config.preset === 'smoke' ? ['The preset smoke goes through every stage and learns nothing.'] : []),
  ...(config.seeds.length === 1 ? ['Each model was trained with one seed, so the order may be chance.'] : []),
  ...[...unequalTerms(config), ...unequalSearch(config)].map((warning) => `Unequal terms: ${warning}.`),
]

function describe({ training, preset, evaluation }: StudyConfig): string[] {
  const { iterations, batchSize } = training
  return [
    `Trained for ${iterations.toLocaleString('en')} iterations of ${batchSize} examples (preset ${preset}) where the settings say nothing else of a model. Every number is over test examples; what is drawn there has seed ${evaluation.seed}.`,
  ]
}

function tablesOf(groups: Groups, columns: readonly Column[]) {
  const more = {
    titles: ['likelihood', 'minutes', 'steps/s'],
    values: (one: StudiedRun) => [likelihoodOf(one), decimals(1, one.seconds / 60), decimals(1, one.stepsPerSecond)],
  }
  const repeated = groups.some(({ runs }) => runs.length > 1)
  return [
    ...(repeated ? [spreadTable({ caption: 'Mean ± standard deviation over seeds.', groups, columns })] : []),
    resultTable({ caption: 'Every run.', groups, columns, more }),
  ]
}
