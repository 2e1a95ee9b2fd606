import { type Figure, report, type Table } from '@vsc/figures'
import {
  type Conclusion,
  type ConclusionContext,
  type PlannedRun,
  type RunResult,
  settingsInWords,
  spreadInWords,
  type TrainedRun,
  trainingFigure,
} from '@vsc/lab'
import type { LogPoint } from '@vsc/training'
import { createEvaluation } from './evaluate-run.js'
import { type FoundRun, groupsOf, type Row, rowsOf } from './results.js'
import { settingsFigures } from './settings-figures.js'
import type { Sweep } from './sweep-schema.js'
import { toCsv, toParquet } from './write-tables.js'

interface SweepToConclude {
  readonly sweep: Sweep
  readonly planned: readonly PlannedRun[]
  readonly trained: AsyncIterable<TrainedRun>
  readonly context: ConclusionContext
}

/** Judges every model that was trained, and makes tables and a report of what was found. */
export async function concludeSweep({ sweep, planned, trained, context }: SweepToConclude): Promise<Conclusion> {
  const evaluate = createEvaluation(sweep, context)
  const found: FoundRun[] = []
  const curves = new Map<string, readonly LogPoint[]>()
  for await (const one of trained) {
    const metrics = await evaluate(one)
    found.push({ run: one.run, result: resultOf(one, metrics) })
    curves.set(one.run.id, one.metrics)
  }
  const { stopped } = context
  const ended = new Set([...found, ...stopped].map(({ run }) => run))
  const failed = planned.filter((run) => !ended.has(run))
  const rows = rowsOf(found, stopped, failed)
  const groups = groupsOf(found)
  const best = bestOf(groups, found, context)
  const counts = [
    `${found.length} ${found.length === 1 ? 'model was' : 'models were'} trained to the end`,
    ...(stopped.length > 0 ? [`${stopped.length} stopped early`] : []),
    ...(failed.length > 0 ? [`${failed.length} failed`] : []),
  ]
  const caveats = caveatsOf(sweep, groups)
  const summary = [`${counts.join(', ')}.`, ...best.map((line) => `${line}.`), ...caveats].join(' ')
  context.announce('drawing the figures')
  const shown = found.slice(0, 8).map(({ run }) => ({ label: run.id, one: { metrics: curves.get(run.id)! } }))
  const figures: Figure[] = [
    ...(await settingsFigures(found, context.lab.metrics)),
    ...(shown.length > 0 ? [await trainingFigure(shown)] : []),
  ]
  return {
    results: found.map(({ result }) => result),
    verdict: [`${counts.join(', ')}`, ...best].join('\n'),
    runFiles: {},
    figures,
    files: {
      'results.csv': toCsv(rows),
      'results.json': `${JSON.stringify({ runs: rows, groups }, undefined, 1)}\n`,
      'results.parquet': await toParquet(rows),
      'groups.csv': toCsv(groups),
    },
    report: report({
      title: `Sweep: ${sweep.name}`,
      summary,
      sections: [
        {
          heading: 'Groups',
          paragraphs: ['Means over seeds, and the sample standard deviation of each where there are several.'],
          tables: [tableOf(groups, 'Every group of runs that differ in their seed only.')],
        },
        {
          heading: 'Figures',
          paragraphs: [
            'A point of a setting has the values of all seeds, and of all that the other settings were there.',
          ],
          figures,
        },
        { heading: 'Runs', tables: [tableOf(rows, 'Every run.')] },
      ],
      settings: settingsInWords({ ...sweep, searches: JSON.stringify(sweep.searches) }),
      environment: context.environment,
    }),
  }
}

function resultOf({ run, model, seconds, stepsPerSecond }: TrainedRun, metrics: RunResult['metrics']): RunResult {
  const { dataDim: _, latentDim, ...settings } = model.config as Readonly<Record<string, unknown>>
  return {
    ...{ model: run.model, data: run.data, latentDim: Number(latentDim), seed: run.seed },
    ...{ settings: { ...settings, ...run.swept }, metrics, seconds, stepsPerSecond },
  }
}

/** The group that is best on average by each metric that has a better end. */
function bestOf(groups: readonly Row[], found: readonly FoundRun[], { lab }: ConclusionContext): string[] {
  const what = Object.keys(groups[0] ?? {}).slice(0, Object.keys(groups[0] ?? {}).indexOf('seeds'))
  return lab.metrics.flatMap(({ name, title, better, decimals }) => {
    const known = groups.filter((row) => typeof row[name] === 'number')
    if (better === undefined || known.length < 2 || found.length < 2) return []
    const sign = better === 'lower' ? 1 : -1
    const [first] = [...known].sort((a, b) => sign * (Number(a[name]) - Number(b[name])))
    const settings = what.flatMap((key) => (first![key] === null ? [] : [`${key} ${first![key]}`]))
    const [mean, deviation] = [Number(first![name]), Number(first![`${name}Deviation`])]
    const spread = spreadInWords({ mean, deviation, seeds: Number(first!.seeds) }, decimals)
    return [`${title} is best for ${settings.join(', ')}: ${spread}`]
  })
}

/** What keeps the best from being said to be better. */
const caveatsOf = ({ preset, seeds }: Sweep, groups: readonly Row[]): string[] => [
  ...(preset === 'smoke' ? ['The preset smoke goes through every stage and learns nothing.'] : []),
  ...(seeds.length === 1 ? ['Each point was trained with one seed, so the order may be chance.'] : []),
  ...(groups.length > 1 ? [`The best of ${groups.length} points is better here than it would be on other data.`] : []),
]

function tableOf(rows: readonly Row[], caption: string): Table {
  const columns = Object.keys(rows[0] ?? {})
  return { caption, columns, rows: rows.map((row) => columns.map((column) => row[column] ?? '')) }
}
