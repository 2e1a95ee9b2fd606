import { baselineFamilies } from '@vsc/baselines'
import { type ModelFamily, vscFamily } from '@vsc/core'
import { type DataSetFamily, dataSets } from '@vsc/data/node'
import { type Metric, metrics } from '@vsc/inference'
import { z } from 'zod'
import { LabError } from './errors.js'
import type { Experiment } from './experiment/experiment.js'
import { type Lab, recordNamed } from './lab.js'

/** Models, data sets, metrics and experiments that are added to the built-in ones. */
export interface LabParts {
  readonly models?: readonly ModelFamily[]
  readonly dataSets?: readonly DataSetFamily[]
  readonly metrics?: readonly Metric[]
  readonly experiments?: readonly Experiment[]
}

/** All that programs know by name: a lab, and the experiments that are done in it. */
export interface LabWithExperiments extends Lab {
  readonly experiments: readonly Experiment[]
}

/** The models, data sets and metrics of VSC's own packages. */
export const builtIn = { models: [vscFamily, ...baselineFamilies], dataSets, metrics } as const satisfies LabParts

/**
 * What a `vsc.config.ts` exports: your models, data sets, metrics and experiments, which every command then knows by name.
 *
 * @throws LabError BAD_LAB for what is no such record, or has a name that is none
 * @example
 * import { vscFamily } from '@vsc/core'
 *
 * export const own = defineLab({
 *   models: [{ ...vscFamily, name: 'narrow-vsc', title: 'Narrow VSC', shortRun: () => ({ hiddenDim: 50 }) }],
 * })
 */
export function defineLab(parts: LabParts): LabParts {
  for (const [kind, records] of Object.entries(parts)) {
    if (!Object.hasOwn(kinds, kind)) {
      throw bad(`there is no '${kind}' in a lab; there are: ${Object.keys(kinds).join(', ')}`)
    }
    if (!Array.isArray(records)) throw bad(`${kind}: expected a list of records, found ${typeof records}`)
    for (const record of records) checkRecord(kind, record, kinds[kind as keyof typeof kinds])
  }
  return parts
}

/** What records must have, and of which type: plain JavaScript and files that are not type-checked are read as well. */
const kinds = {
  models: { create: 'function', settings: 'object', title: 'string' },
  dataSets: { load: 'function', title: 'string' },
  metrics: { compute: 'function', title: 'string' },
  experiments: { plan: 'function', presets: 'function', description: 'string' },
} as const satisfies Record<keyof LabParts, object>

function checkRecord(kind: string, record: unknown, needed: Readonly<Record<string, string>>): void {
  const fields = (typeof record === 'object' && record !== null ? record : {}) as Readonly<Record<string, unknown>>
  const { name } = fields
  if (typeof name !== 'string' || !/^[a-z][A-Za-z0-9-]*$/.test(name)) {
    throw bad(
      `${kind}: ${JSON.stringify(name)} is no name; expected letters, digits and hyphens, the first a small letter`,
    )
  }
  const missing = Object.entries(needed).filter(([field, type]) => typeof fields[field] !== type)
  if (missing.length > 0) {
    const described = missing.map(([field, type]) => `${field} (${type === 'object' ? 'a schema' : `a ${type}`})`)
    throw bad(`${kind}: '${name}' has no ${described.join(' and no ')}`)
  }
  if (kind === 'models' && !(fields.settings instanceof z.ZodType)) {
    throw bad(`models: the settings of '${name}' are no schema of zod 4`)
  }
}

/**
 * The lab of all these parts, the built-in ones first.
 *
 * @throws LabError BAD_LAB where two of a kind have one name
 */
export function createLab(parts: readonly LabParts[], { file }: Pick<Lab, 'file'> = {}): LabWithExperiments {
  const all = [builtIn, ...parts] as readonly LabParts[]
  return {
    models: named('models', all, file),
    dataSets: named('dataSets', all, file),
    metrics: named('metrics', all, file),
    experiments: named('experiments', all, file),
    file,
    origin: file === undefined ? askForFile : `yours are read from ${file}`,
  }
}

const askForFile = 'one of your own must be in vsc.config.ts, here or in the file that --use names'

function named<Kind extends keyof LabParts>(
  kind: Kind,
  parts: readonly LabParts[],
  file: string | undefined,
): Required<LabParts>[Kind] {
  const records: readonly { readonly name: string }[] = parts.flatMap((part) => [...(part[kind] ?? [])])
  const twice = records.find(({ name }, i) => records.findIndex((each) => each.name === name) !== i)
  if (twice !== undefined) {
    const where = file === undefined ? '' : `${file}: `
    throw bad(`${where}${kind}: '${twice.name}' is there twice; give yours another name`)
  }
  return records as Required<LabParts>[Kind]
}

const bad = (message: string) => new LabError('BAD_LAB', message)

/** @throws LabError BAD_INPUT, with the names that there are */
export const experimentNamed = ({ experiments, origin }: LabWithExperiments, name: unknown): Experiment =>
  recordNamed(experiments, name, { what: 'experiment', code: 'BAD_INPUT', origin })
