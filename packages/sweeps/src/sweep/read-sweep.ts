import { extname, parse } from 'node:path'
import { type ConfigTree, importFile, isTree, problemsOf, readConfigFile } from '@vsc/lab'
import { messageOf, SweepsError } from '../errors.js'
import { type Sweep, sweepSchema } from './sweep-schema.js'

/**
 * The sweep of a file in YAML, JSON, JavaScript or TypeScript; or that of a folder's config.json, which repeats it.
 *
 * @throws SweepsError BAD_SWEEP naming every problem in one line; LabError BAD_FILE where it cannot be read
 */
export async function readSweep(path: string): Promise<Sweep> {
  const given = /\.[mc]?[jt]s$/.test(extname(path)) ? await exported(path) : await readConfigFile(path)
  return checkSweep(isTree(given.sweep) ? given.sweep : { name: parse(path).name, ...given }, path)
}

async function exported(path: string): Promise<ConfigTree> {
  const module = await importFile(path).catch((cause: unknown) => {
    throw new SweepsError('BAD_SWEEP', `${path} cannot be loaded: ${messageOf(cause)}`, { cause })
  })
  if (isTree(module.default)) return module.default
  throw new SweepsError('BAD_SWEEP', `${path} exports no sweep: expected \`export default defineSweep({ ... })\``)
}

/**
 * A sweep with all its defaults.
 *
 * @param origin where it is from, for errors
 * @throws SweepsError BAD_SWEEP naming every problem in one line, each with the path of its key
 */
export function checkSweep(given: unknown, origin = 'the sweep'): Sweep {
  const { data, error } = sweepSchema.safeParse(given)
  if (error === undefined) return data
  throw new SweepsError(
    'BAD_SWEEP',
    `${origin}: ${problemsOf(error, { config: isTree(given) ? given : {}, known }).join('; ')}`,
    { cause: error },
  )
}

/** For the names of its keys. */
const known = {
  ...sweepSchema.parse({ name: 'known', searches: [{}] }),
  ...{ stop: { after: null, keep: null, by: null, better: null } },
  ...{ model: null, grid: null, random: null, sobol: null, keys: null, runs: null },
}
