import { type PausedRun, type PlannedRun, partition, type RunResult, spreadOf } from '@vsc/lab'

/** A value of a table of results. */
export type Cell = string | number | boolean | null

/** One line of the table of results, by column. */
export type Row = Readonly<Record<string, Cell>>

/** A run with what was found of it. */
export interface FoundRun {
  readonly run: PlannedRun
  readonly result: RunResult
}

/** Every run as a row: what it is, whether it was trained to its end, its metrics. All rows have the same columns. */
export function rowsOf(
  found: readonly FoundRun[],
  stopped: readonly PausedRun[],
  missing: readonly PlannedRun[],
): Row[] {
  const rows: Row[] = [
    ...found.map(({ run, result }) => ({
      ...identityOf(run),
      state: 'done',
      iterations: run.configuration.training.iterations,
      ...numbersOf(result.metrics),
      seconds: result.seconds,
      stepsPerSecond: result.stepsPerSecond,
    })),
    ...stopped.map(({ run, metrics }) => ({
      ...identityOf(run),
      state: 'stopped',
      iterations: metrics.at(-1)?.iteration ?? 0,
    })),
    ...missing.map((run) => ({ ...identityOf(run), state: 'failed', iterations: 0 })),
  ]
  return withSameColumns(rows)
}

/** Every group of runs that differ in their seed only: how many were trained to their ends, means and standard deviations of metrics. */
export function groupsOf(found: readonly FoundRun[]): Row[] {
  const groups = [...partition(found, ({ run }) => pointKey(run)).values()]
  return withSameColumns(
    groups.map((runs) => {
      const { run: _, seed: __, ...what } = identityOf(runs[0].run)
      const names = [...new Set(runs.flatMap(({ result }) => Object.keys(numbersOf(result.metrics))))]
      const spreads = names.map((name): [string, number, number] => {
        const { mean, deviation } = spreadOf(runs.flatMap(({ result }) => result.metrics[name] ?? []))!
        return [name, mean, deviation]
      })
      return {
        ...what,
        seeds: runs.length,
        ...Object.fromEntries(
          spreads.flatMap(([name, mean, deviation]) => [
            [name, mean],
            [`${name}Deviation`, deviation],
          ]),
        ),
      }
    }),
  )
}

/** The same for runs that differ in their seed only. */
export const pointKey = ({ model, data, latentDim, swept }: PlannedRun): string =>
  JSON.stringify([model, data, latentDim, swept])

function identityOf({ id, model, data, latentDim, seed, swept }: PlannedRun): Record<string, Cell> {
  return {
    run: id,
    model,
    data,
    latentDim,
    seed,
    ...Object.fromEntries(Object.entries(swept).map(([k, v]) => [k, cell(v)])),
  }
}

const numbersOf = (metrics: RunResult['metrics']): Record<string, number> =>
  Object.fromEntries(Object.entries(metrics).filter((entry): entry is [string, number] => entry[1] !== undefined))

const cell = (value: unknown): Cell =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : (value as Cell)

/** What a row has not is null there. Columns stand in the order in which they first come up. */
function withSameColumns(rows: readonly Row[]): Row[] {
  const columns = [...new Set(rows.flatMap(Object.keys))]
  return rows.map((row) => Object.fromEntries(columns.map((column) => [column, row[column] ?? null])))
}
