import { type ConfigTree, isTree } from '../config/tree.js'

/**
 * The layers of a configuration, each over the one before, without the sweeps that a later layer settles: `--set vsc.alpha=0.1` over
 * a preset that sweeps alpha means this one value, unless the same layer sweeps it as well, `--set training.learningRate=0.001` this
 * one step size; and `--latent-dims 60` over one that sweeps at J = 40 alone is swept at 60. The overrides come last and are said at
 * once: none settles another.
 */
export function settledSweeps(layers: readonly ConfigTree[], overrides: readonly ConfigTree[] = []): ConfigTree[] {
  const above = (place: number) => [...layers.slice(place + 1), ...overrides]
  return [...layers.map((layer, place) => above(place).reduce(settledBy, layer)), ...overrides]
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
    const isSettled = (key: string) => sets(later, model, key) && !has(isTree(later.sweep) && later.sweep[model], key)
    return [model, isTree(keys) ? Object.fromEntries(Object.entries(keys).filter(([key]) => !isSettled(key))) : keys]
  })
  return { ...layer, sweep: Object.fromEntries(sweep) }
}

/** Whether a layer says what a model is to have of a key, step sizes of the training among them. */
const sets = (layer: ConfigTree, model: string, key: string): boolean =>
  has(layer[model], key) ||
  (key === 'learningRate' &&
    (has(layer.training, key) || has(isTree(layer.trainingOf) && layer.trainingOf[model], key)))

const has = (tree: unknown, key: string): boolean => isTree(tree) && Object.hasOwn(tree, key)
