import { type ConfigTree, isTree } from '../config/tree.js'

/**
 * The layers of a configuration, each over the one before, without the sweeps that a later layer settles: `--set vsc.alpha=0.1` over
 * a preset that sweeps alpha means this one value, unless the same layer sweeps it as well; and `--latent-dims 60` over one that
 * sweeps at J = 40 alone is swept at 60.
 */
export function settledSweeps(layers: readonly ConfigTree[]): ConfigTree[] {
  return layers.map((layer, place) => layers.slice(place + 1).reduce(settledBy, layer))
}

const settledBy = (layer: ConfigTree, later: ConfigTree): ConfigTree => placedBy(valuedBy(layer, later), later)

/** Without the J of `sweepAt` that a later layer does not name; without `sweepAt` where it names none of them. */
function placedBy({ sweepAt, ...layer }: ConfigTree, { latentDims, sweepAt: later }: ConfigTree): ConfigTree {
  if (!Array.isArray(sweepAt)) return sweepAt === undefined ? layer : { ...layer, sweepAt }
  if (!Array.isArray(latentDims) || later !== undefined) return { ...layer, sweepAt }
  const named = sweepAt.filter((latentDim) => latentDims.includes(latentDim))
  return named.length === 0 ? layer : { ...layer, sweepAt: named }
}

function valuedBy(layer: ConfigTree, later: ConfigTree): ConfigTree {
  if (!isTree(layer.sweep)) return layer
  const sweep = Object.entries(layer.sweep).map(([model, keys]) => {
    const isSettled = (key: string) => has(later[model], key) && !has(isTree(later.sweep) && later.sweep[model], key)
    return [model, isTree(keys) ? Object.fromEntries(Object.entries(keys).filter(([key]) => !isSettled(key))) : keys]
  })
  return { ...layer, sweep: Object.fromEntries(sweep) }
}

const has = (tree: unknown, key: string): boolean => isTree(tree) && Object.hasOwn(tree, key)
