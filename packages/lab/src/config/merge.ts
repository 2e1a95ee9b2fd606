import { type ConfigTree, isTree } from './tree.js'

/**
 * One configuration over another, key by key; lists and schedules (which have a `kind`) are replaced whole, since parts of two
 * of them make no third.
 */
export function merge(below: ConfigTree, above: ConfigTree): ConfigTree {
  const merged: Record<string, unknown> = { ...below }
  for (const [key, value] of Object.entries(above)) {
    const beneath = merged[key]
    merged[key] = isTree(value) && isTree(beneath) && !isSchedule(value) ? merge(beneath, value) : value
  }
  return merged
}

const isSchedule = (tree: ConfigTree): boolean => Object.hasOwn(tree, 'kind')
