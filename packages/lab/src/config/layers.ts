import { z } from 'zod'
import { LabError } from '../errors.js'
import { merge } from './merge.js'
import { problemsOf } from './problems.js'
import { type ConfigTree, isTree } from './tree.js'

/** Layers of a configuration, and how the whole is checked. */
export interface LayersOptions<T> {
  /** Each is laid over the one before: a preset, a file, single settings. */
  readonly layers: readonly ConfigTree[]
  /** Checks the whole and fills in its defaults, by a schema of zod. */
  readonly check: (config: ConfigTree) => T
  /** A valid configuration, for the keys that it has: an unknown key is refused with the nearest of them. */
  readonly known: () => unknown
}

/**
 * The configuration that the layers make together, checked.
 *
 * @throws LabError `BAD_CONFIG` naming every problem in one line, each with the path of its key
 * @example
 * import { z } from 'zod'
 *
 * const schema = z.strictObject({ training: z.strictObject({ batchSize: z.number(), iterations: z.number() }) })
 * const preset = { training: { batchSize: 100, iterations: 6000 } }
 * const config = checkedLayers({
 *   layers: [preset, parseAssignment('training.batchSize=50')],
 *   check: (config) => schema.parse(config),
 *   known: () => preset,
 * })
 * console.log(config.training) // { batchSize: 50, iterations: 6000 }
 */
export function checkedLayers<T>({ layers, check, known }: LayersOptions<T>): T {
  for (const layer of layers) refusePrototypes(layer, [])
  const config = layers.reduce(merge, {})
  try {
    return check(config)
  } catch (cause) {
    if (!(cause instanceof z.ZodError)) throw cause
    throw new LabError('BAD_CONFIG', problemsOf(cause, { config, known: known() }).join('; '), { cause })
  }
}

/** Laid over another, a key of this name would not be a key but change what the tree is, and no schema would see it. */
function refusePrototypes(tree: ConfigTree, path: readonly string[]): void {
  for (const [key, value] of Object.entries(tree)) {
    if (key === '__proto__') {
      throw new LabError('BAD_CONFIG', `${[...path, key].join('.')}: no key may have this name; leave it out`)
    }
    if (isTree(value)) refusePrototypes(value, [...path, key])
  }
}
