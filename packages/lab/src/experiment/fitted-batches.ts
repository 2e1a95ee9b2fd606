import { z } from 'zod'
import { checkedLayers, type LayersOptions } from '../config/layers.js'
import { merge } from '../config/merge.js'
import { type ConfigTree, isTree } from '../config/tree.js'
import { LabError } from '../errors.js'
import type { Plan } from './experiment.js'

/**
 * The plan of these layers, of which the first is the preset: where its batches are larger than there are examples, and nobody asked
 * for a size, they are as large as there are, which the plan's warnings say.
 *
 * @throws LabError as {@link checkedLayers}
 */
export function checkedWithBatches({ layers, ...options }: LayersOptions<Plan>): Plan {
  const [preset = {}, ...asked] = layers
  try {
    return checkedLayers({ layers, ...options })
  } catch (error) {
    const issues = error instanceof LabError && error.cause instanceof z.ZodError ? error.cause.issues : []
    const fitted = issues
      .flatMap(fittedBatch)
      .filter(({ path }) => asked.every((layer) => valueAt(layer, path) === undefined))
    if (fitted.length === 0) throw error
    const lower = fitted.map(({ path, most }) => treeOf(path, most)).reduce(merge, {})
    const plan = checkedLayers({ layers: [preset, lower, ...asked], ...options })
    const warnings = fitted.map(({ path, most }) => `${path.join('.')} is ${most}: there are no more examples`)
    return { ...plan, warnings: [...plan.warnings, ...warnings] }
  }
}

interface FittedBatch {
  readonly path: readonly string[]
  readonly most: number
}

/** What a schema of studies says of a batch that is too large. */
function fittedBatch(issue: z.core.$ZodIssue): readonly FittedBatch[] {
  const most = issue.code === 'custom' ? issue.params?.most : undefined
  return typeof most === 'number' ? [{ path: issue.path.map(String), most }] : []
}

const valueAt = (tree: ConfigTree, path: readonly string[]): unknown =>
  path.reduce<unknown>((inner, key) => (isTree(inner) ? inner[key] : undefined), tree)

const treeOf = (path: readonly string[], value: unknown): ConfigTree =>
  path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value) as ConfigTree
