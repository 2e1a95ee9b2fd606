import type { BinnedInputs } from './feature-bins.js'

/** The sums and numbers of targets in the bins of all inputs, one input after the other. */
export interface Histogram {
  readonly sums: Float64Array
  readonly counts: Float64Array
}

/** Where a node is cut in two. */
export interface Split {
  readonly input: number
  /** The last bin that goes left. */
  readonly bin: number
  /** Midway between the nearest values that the node has on either side. */
  readonly threshold: number
  /** By how much the sum of squared errors falls. */
  readonly gain: number
}

/** What a tree asks of histograms over the same inputs. */
export interface Histograms {
  create(): Histogram
  /** The histogram of all rows. */
  countAll(histogram: Histogram, targets: Float64Array): void
  /** The histogram of some rows. */
  count(histogram: Histogram, rows: Uint32Array, targets: Float64Array): void
  /**
   * The split of `size` rows whose targets sum to `sum` with the least squared error, undefined where no input varies among
   * them; of equally good ones that on the input first in `order`, with the lowest threshold.
   */
  bestSplit(histogram: Histogram, node: { size: number; sum: number }, order: readonly number[]): Split | undefined
}

/** Histograms of targets over the bins of inputs. */
export function histogramsOver({ rows, bin, inputs }: BinnedInputs): Histograms {
  const starts = [0]
  for (const { least } of inputs) starts.push(starts.at(-1)! + least.length)
  const varying = inputs.flatMap(({ least }, j) => (least.length > 1 ? [j] : []))
  const create = () => ({ sums: new Float64Array(starts.at(-1)!), counts: new Float64Array(starts.at(-1)!) })
  const targetsOfNode = new Float64Array(rows)

  function count({ sums, counts }: Histogram, node: Uint32Array, targets: Float64Array): void {
    sums.fill(0)
    counts.fill(0)
    const size = node.length
    for (let n = 0; n < size; n++) targetsOfNode[n] = targets[node[n]!]!
    for (const j of varying) {
      const [start, from] = [starts[j]!, j * rows]
      for (let n = 0; n < size; n++) {
        const at = start + bin[from + node[n]!]!
        sums[at]! += targetsOfNode[n]!
        counts[at]! += 1
      }
    }
  }

  const all = create() // numbers of all rows, which are the same for every tree
  count(
    all,
    Uint32Array.from({ length: rows }, (_, row) => row),
    new Float64Array(rows),
  )

  return {
    create,
    count,
    countAll({ sums, counts }, targets) {
      counts.set(all.counts)
      sums.fill(0)
      for (const j of varying) {
        const [start, from] = [starts[j]!, j * rows]
        for (let n = 0; n < rows; n++) sums[start + bin[from + n]!]! += targets[n]!
      }
    },
    bestSplit({ sums, counts }, { size, sum }, order) {
      let [input, last, largest] = [-1, -1, -1]
      for (const j of order) {
        const end = starts[j + 1]!
        let [onLeft, sumOnLeft] = [0, 0]
        for (let at = starts[j]!; at < end; at++) {
          const here = counts[at]!
          if (here === 0) continue
          onLeft += here
          if (onLeft === size) break
          sumOnLeft += sums[at]!
          // The fall in squared error is n_l n_r / n (mean_l - mean_r)^2, here in terms of sums and times n.
          const difference = sumOnLeft * size - sum * onLeft
          const fall = (difference * difference) / (onLeft * (size - onLeft))
          if (fall > largest) [input, last, largest] = [j, at - starts[j]!, fall]
        }
      }
      if (input < 0) return undefined
      let next = last + 1
      while (counts[starts[input]! + next] === 0) next++
      const [below, above] = [inputs[input]!.greatest[last]!, inputs[input]!.least[next]!]
      const middle = below / 2 + above / 2
      return { input, bin: last, threshold: middle === above ? below : middle, gain: largest / size }
    },
  }
}

/** Takes a part of a node off its histogram: what is left is the other part's. */
export function takeOff(whole: Histogram, part: Histogram): void {
  for (let k = 0; k < whole.sums.length; k++) {
    whole.sums[k]! -= part.sums[k]!
    whole.counts[k]! -= part.counts[k]!
  }
}
