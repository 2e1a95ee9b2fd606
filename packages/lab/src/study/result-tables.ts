import type { Table, Value } from '@vsc/figures'
import type { PlannedRun, TrainedRun } from '../experiment/experiment.js'
import { likelihoodOf } from './evaluated-run.js'
import type { Group } from './groups.js'
import { decimals, meanAndDeviation } from './spread.js'

/** Numbers of a model by name; undefined where it has no such thing, such as spikes. */
export type Metrics = Readonly<Record<string, number | undefined>>

/** A run of which something was found. */
export interface FoundRun<M extends Metrics = Metrics> {
  readonly run: PlannedRun
  readonly findings: { readonly metrics: M }
}

/** A metric as a column of tables. */
export interface Column<M extends Metrics = Metrics> {
  readonly name: keyof M & string
  readonly title: string
  readonly decimals: number
  /** Which way is better, where one is. */
  readonly better?: 'higher' | 'lower'
}

interface TableOptions<M extends Metrics, One extends FoundRun<M>> {
  readonly caption: string
  readonly groups: readonly Group<One>[]
  readonly columns: readonly Column<M>[]
}

/** Metrics of every run, a row for each, and further columns of a run's own. */
export function resultTable<M extends Metrics, One extends FoundRun<M>>({
  more = { titles: [], values: () => [] },
  ...options
}: TableOptions<M, One> & {
  readonly more?: { readonly titles: readonly string[]; readonly values: (one: One) => readonly Value[] }
}): Table {
  const { caption, groups, columns } = options
  return {
    caption,
    columns: ['', 'seed', ...columns.map(({ title }) => title), ...more.titles],
    rows: groups.flatMap(({ label, runs }) =>
      runs.map((one) => [
        label,
        String(one.run.seed),
        ...columns.map((column) => metricValue(one.findings.metrics, column)),
        ...more.values(one),
      ]),
    ),
  }
}

/** Means and standard deviations over the seeds of every group. */
export function spreadTable<M extends Metrics, One extends FoundRun<M>>({
  caption,
  groups,
  columns,
}: TableOptions<M, One>): Table {
  return {
    caption,
    columns: ['', 'seeds', ...columns.map(({ title }) => title)],
    rows: groups.map(({ label, runs }) => [
      label,
      runs.length,
      ...columns.map(({ name, decimals }) => {
        const values = valuesOf(runs, name)
        return values.length === 0 ? '' : meanAndDeviation(values, Math.max(1, decimals))
      }),
    ]),
  }
}

/** What is known of a run besides its metrics, for a table of likelihoods. */
export const trainingDetails = {
  titles: ['likelihood', 'iterations', 'seconds', 'steps/s'],
  /** A value for each title. */
  values: (one: TrainingDetails): Value[] => [
    likelihoodOf(one),
    one.run.configuration.training.iterations,
    decimals(1, one.seconds),
    decimals(1, one.stepsPerSecond),
  ],
}

type TrainingDetails = Pick<TrainedRun, 'run' | 'model' | 'seconds' | 'stepsPerSecond'>

/** Every number: means over seeds where there are several, then every run, a table for each list of columns, the last with the training. */
export function everyNumber<M extends Metrics, One extends FoundRun<M> & TrainingDetails>(
  groups: readonly Group<One>[],
  tables: readonly { readonly caption: string; readonly columns: readonly Column<M>[] }[],
): Table[] {
  const isSpread = groups.some(({ runs }) => runs.length > 1)
  return [
    ...(isSpread ? tables : []).map(({ caption, columns }) =>
      spreadTable({ caption: `${caption} Mean ± standard deviation over seeds.`, groups, columns }),
    ),
    ...tables.map((table, i) =>
      resultTable({ ...table, groups, ...(i === tables.length - 1 && { more: trainingDetails }) }),
    ),
  ]
}

/** A metric of every run that has it. */
export const valuesOf = <M extends Metrics>(runs: readonly FoundRun<M>[], name: keyof M & string): number[] =>
  runs.flatMap(({ findings }) => findings.metrics[name] ?? [])

function metricValue<M extends Metrics>(metrics: M, { name, decimals: digits }: Column<M>): Value {
  const value = metrics[name]
  return value === undefined ? '' : decimals(digits, value)
}
