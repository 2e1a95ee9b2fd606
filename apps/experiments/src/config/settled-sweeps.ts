import { type ConfigTree, isTree } from '@vsc/config'

/**
 * The layers of a configuration, each over the one before, without the sweeps that a later layer settles: `--set vsc.alpha=0.1` over
 * a preset that sweeps alpha means this one value, unless the same layer sweeps it as well.
 */
export function settledSweeps(layers: readonly ConfigTree[]): ConfigTree[] {
  return layers.map((layer, place) => layers.slice(place + 1).reduce(settledBy, layer))
}

function settledBy(layer: ConfigTree, later: ConfigTree): ConfigTree {
  if (!isTree(layer.sweep)) return layer
  const sweep = Object.entries(layer.sweep).map(([model, keys]) => {
    const isSettled = (key: string) => has(later[model], key) && !has(isTree(later.sweep) && later.sweep[model], key)
    return [model, isTree(keys) ? Object.fromEntries(Object.entries(keys).filter(([key]) => !isSettled(key))) : keys]
  })
  return { ...layer, sweep: Object.fromEntries(sweep) }
}

const has = (tree: unknown, key: string): boolean => isTree(tree) && Object.hasOwn(tree, key)
