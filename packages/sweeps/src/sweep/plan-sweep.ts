import type { FetchOptions } from '@vsc/data/node'
import {
  type ConfigTree,
  configureRun,
  type Lab,
  loadTrainingData,
  modelNamed,
  type Plan,
  type PlanConfig,
  type PlannedRun,
  parseAssignment,
  partition,
} from '@vsc/lab'
import { messageOf, SweepsError } from '../errors.js'
import { concludeSweep } from './conclude-sweep.js'
import { metricsOf } from './evaluate-run.js'
import { rungsOf } from './halving.js'
import { type Point, pointsOf } from './points.js'
import type { Search, Sweep } from './sweep-schema.js'

/** What a sweep's folder says of it: config.json. */
export interface SweepConfig extends PlanConfig {
  readonly sweep: Sweep
}

/** A checked sweep, and the lab that its names are looked up in. */
export interface PlanSweepOptions extends Pick<FetchOptions, 'onProgress'> {
  readonly lab: Lab
  readonly sweep: Sweep
  readonly signal: AbortSignal
}

/**
 * The runs that a sweep asks for: every point of its searches with every seed, once. Each is what `vsc train` with the same settings
 * trains, to the bit.
 *
 * @throws SweepsError BAD_SWEEP naming the point, where its settings are not valid, or a metric that there is not; what loading the data throws
 */
export async function planSweep({ lab, sweep, ...loading }: PlanSweepOptions): Promise<Plan> {
  metricsOf(sweep, lab) // before anything is trained
  const load = loadTrainingData({ lab, ...loading })
  const found = new Map<string, ConfiguredPoint>() // by their settings: searches may share points
  const warnings = new Set<string>()
  for (const search of sweep.searches) {
    for (const point of pointsOf(search)) {
      for (const seed of sweep.seeds) {
        const { configuration, warnings: said } = await configured({ lab, sweep, search, point, seed, load })
        const settings = JSON.stringify(configuration)
        if (!found.has(settings)) found.set(settings, { search, point, seed, configuration })
        for (const warning of said) warnings.add(warning)
      }
    }
  }
  const planned = plannedRuns(lab, [...found.values()])
  const rungs = rungsOf(sweep)
  const longest = Math.max(...planned.map(({ configuration }) => configuration.training.iterations))
  const late = rungs.filter(({ after }) => after >= longest)
  if (late.length > 0) warnings.add(`stop.after: ${late[0]!.after}, but no run is longer than ${longest} iterations`)
  const { name, preset, engine } = sweep
  const config: SweepConfig = { experiment: name, preset, engine, sweep }
  return {
    config,
    runs: planned,
    warnings: [...warnings],
    rungs,
    conclude: (trained, context) => concludeSweep({ sweep, planned, trained, context }),
  }
}

interface PointOptions {
  readonly lab: Lab
  readonly sweep: Sweep
  readonly search: Search
  readonly point: Point
  readonly seed: number
  readonly load: ReturnType<typeof loadTrainingData>
}

async function configured({ lab, sweep, search, point, seed, load }: PointOptions) {
  const { preset, engine } = sweep
  const model = typeof point['model.name'] === 'string' ? point['model.name'] : (search.model ?? 'vsc')
  try {
    const layers = [sweep.set, search.set, point].flatMap(treesOf)
    return await configureRun({ model, preset, seed, engine, layers }, { lab, load })
  } catch (cause) {
    const code = (cause as { readonly code?: unknown }).code
    if (code !== 'BAD_CONFIG' && code !== 'UNKNOWN_MODEL') throw cause
    const where = Object.entries(point).map(([key, value]) => `${key} = ${JSON.stringify(value)}`)
    throw new SweepsError('BAD_SWEEP', `${[model, ...where].join(', ')}: ${messageOf(cause)}`, { cause })
  }
}

/** Keys with dots are paths, as in `--set`. */
const treesOf = (settings: Readonly<Record<string, unknown>>): ConfigTree[] =>
  Object.entries(settings).map(([key, value]) => parseAssignment(`${key}=${JSON.stringify(value)}`))

interface ConfiguredPoint {
  readonly search: Search
  readonly point: Point
  readonly seed: number
  readonly configuration: PlannedRun['configuration']
}

/** What tables have in columns of their own. */
const ownColumns = ['model.name', 'model.latentDim', 'data.name']

/**
 * Runs under their names. What tells runs of a model apart is in all of them, whether a grid says it or the settings of a whole search:
 * else runs of two searches would pass for seeds of one point.
 */
function plannedRuns(lab: Lab, points: readonly ConfiguredPoint[]): PlannedRun[] {
  const runs = new Map<string, PlannedRun>()
  for (const ofModel of partition(points, ({ configuration }) => configuration.model.name).values()) {
    const telling = tellingKeys(ofModel)
    for (const point of ofModel) {
      const run = plannedRun(lab, point, telling)
      const id = freeName(run.id, runs)
      runs.set(id, { ...run, id })
    }
  }
  return [...runs.values()]
}

/** The keys, of those that a grid or a whole search sets, that not all of these have the same value of. */
function tellingKeys(points: readonly ConfiguredPoint[]): string[] {
  const keys = new Set(points.flatMap(({ search, point }) => [...Object.keys(point), ...leavesOf(search.set)]))
  const valuesOf = (key: string) => points.map(({ configuration }) => JSON.stringify(valueAt(configuration, key)))
  return [...keys].filter((key) => new Set(valuesOf(key)).size > 1)
}

function plannedRun(lab: Lab, { point, seed, configuration }: ConfiguredPoint, telling: readonly string[]): PlannedRun {
  const { model, data } = configuration
  const told = { ...Object.fromEntries(telling.map((key) => [key, valueAt(configuration, key)])), ...point }
  const swept = Object.fromEntries(
    Object.entries(told).filter(([key, value]) => !ownColumns.includes(key) && value !== undefined),
  )
  const parts = Object.entries(swept).map(([key, value]) => `${key.split('.').at(-1)}-${inFileName(value)}`)
  const id = [model.name, `j${model.latentDim}`, ...parts, `seed${seed}`].join('-').replace(/[^A-Za-z0-9.-]+/g, '')
  const { title } = modelNamed(lab, model.name)
  return { id, model: model.name, title, data: data.name, latentDim: model.latentDim, seed, swept, configuration }
}

/** Settings given as whole trees, or by keys with dots, as keys with dots. */
const leavesOf = (settings: object): string[] =>
  Object.entries(settings).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? leavesOf(value).map((inner) => `${key}.${inner}`)
      : [key],
  )

const valueAt = (tree: unknown, key: string): unknown =>
  key
    .split('.')
    .reduce<unknown>((inner, part) => (inner as Readonly<Record<string, unknown>> | undefined)?.[part], tree)

const inFileName = (value: unknown): string =>
  typeof value === 'object' ? (JSON.stringify(value).match(/[\w.+-]+/g) ?? []).join('-').slice(0, 60) : String(value)

/** Of long values names have the beginning. */
function freeName(id: string, taken: ReadonlyMap<string, unknown>): string {
  if (!taken.has(id)) return id
  let n = 2
  while (taken.has(`${id}-${n}`)) n++
  return `${id}-${n}`
}
