import type { BinnedInputs } from './feature-bins.js'
import { type Histogram, histogramsOver, type Split, takeOff } from './split-histogram.js'

const depth = 3
const leastVariance = 2 ** -52 // of targets in a node that is worth splitting, as in scikit-learn

/** A node of a tree: a leaf, or a threshold on one input. */
export type TreeNode =
  | { readonly value: number }
  | { readonly input: number; readonly threshold: number; readonly left: TreeNode; readonly right: TreeNode }

/** What a leaf predicts, of all targets [N] and the rows that are in the leaf. */
export type LeafValue = (targets: Float64Array, rows: Uint32Array) => number

/** What a tree is grown for. */
export interface TreeOptions {
  /** [N] */
  readonly targets: Float64Array
  /** The inputs, in the order in which they are preferred where splits are equally good. */
  readonly order: ArrayLike<number>
  readonly leafValue: LeafValue
  /** Called for each leaf with its rows and its prediction. */
  readonly onLeaf: (rows: Uint32Array, value: number) => void
  /** Called for each split with its input and by how much it lowers the sum of squared errors. */
  readonly onSplit: (input: number, gain: number) => void
}

/**
 * Grows trees over the same inputs, again and again for other targets: of depth 3, by the least squared error, as
 * scikit-learn's `DecisionTreeRegressor` does for boosting, from histograms. Of a split node only the smaller part is counted,
 * the other part's histogram is what is left (Ke et al., "LightGBM: a highly efficient gradient boosting decision tree", 2017).
 * Where every value has a bin of its own the splits are the exact ones.
 */
export function treeGrower(binned: BinnedInputs): (options: TreeOptions) => TreeNode {
  const { rows, bin, inputs } = binned
  const histograms = histogramsOver(binned)
  const ofLevel = Array.from({ length: depth }, histograms.create)
  const rowsOfNodes = new Uint32Array(rows)
  const rowsOnRight = new Uint32Array(rows)

  /** Moves the rows of a node that go left to its beginning, keeping their order, and gives their number. */
  function partition(node: Uint32Array, split: Split): number {
    const from = split.input * rows
    let [left, right] = [0, 0]
    for (const row of node) {
      if (bin[from + row]! <= split.bin) node[left++] = row
      else rowsOnRight[right++] = row
    }
    node.set(rowsOnRight.subarray(0, right), left)
    return left
  }

  return ({ targets, order, leafValue, onLeaf, onSplit }) => {
    const varying = Array.from(order).filter((j) => inputs[j]!.least.length > 1)

    /** The tree below the rows of a node. Its histogram, which leaves at full depth need not have, is used up. */
    function grow(node: Uint32Array, level: number, histogram: Histogram | undefined): TreeNode {
      const split = histogram && bestSplit(node, histogram)
      if (split === undefined) {
        const value = leafValue(targets, node)
        onLeaf(node, value)
        return { value }
      }
      onSplit(split.input, split.gain)
      const size = partition(node, split)
      const [left, right] = [node.subarray(0, size), node.subarray(size)]
      const leftIsSmaller = left.length <= right.length
      const ofSmaller = ofLevel[level + 1]
      if (ofSmaller !== undefined) {
        histograms.count(ofSmaller, leftIsSmaller ? left : right, targets)
        takeOff(histogram!, ofSmaller)
      }
      const ofLarger = ofSmaller && histogram
      // The smaller part first: below the larger one its histogram is written over.
      const smaller = grow(leftIsSmaller ? left : right, level + 1, ofSmaller)
      const larger = grow(leftIsSmaller ? right : left, level + 1, ofLarger)
      const [below, above] = leftIsSmaller ? [smaller, larger] : [larger, smaller]
      return { input: split.input, threshold: split.threshold, left: below, right: above }
    }

    function bestSplit(node: Uint32Array, histogram: Histogram): Split | undefined {
      let [sum, squares] = [0, 0]
      for (const row of node) {
        sum += targets[row]!
        squares += targets[row]! ** 2
      }
      const size = node.length
      if (squares / size - (sum / size) ** 2 <= leastVariance) return undefined
      return histograms.bestSplit(histogram, { size, sum }, varying)
    }

    for (let row = 0; row < rows; row++) rowsOfNodes[row] = row
    histograms.countAll(ofLevel[0]!, targets)
    return grow(rowsOfNodes, 0, ofLevel[0])
  }
}

/** What a tree predicts for the row of inputs that begins at `from`; they are in float32, as the tree was grown. */
export function predictTree(tree: TreeNode, inputs: Float32Array, from: number): number {
  let node = tree
  while ('input' in node) node = inputs[from + node.input]! <= node.threshold ? node.left : node.right
  return node.value
}
