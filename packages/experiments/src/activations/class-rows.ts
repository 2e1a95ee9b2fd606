import { type Matrix, matrixFromRows } from '@vsc/metrics'
import type { ClothingClass } from '../clothing/kinds.js'

/** The mean of every latent's spike probability in each class: [C, J]. Zeros for a class of which there is no image. */
export function classRows(gammas: Matrix, labels: ArrayLike<number>, classes: readonly ClothingClass[]) {
  const rows = classes.map(({ index }) => {
    const sums = new Float64Array(gammas.columns)
    let count = 0
    for (let row = 0; row < gammas.rows; row++) {
      if (labels[row] !== index) continue
      count += 1
      for (let j = 0; j < gammas.columns; j++) sums[j]! += gammas.data[row * gammas.columns + j]!
    }
    return sums.map((sum) => sum / Math.max(1, count))
  })
  return matrixFromRows(rows)
}

/** Latents as figure 6 is easiest to read: each under the class that has it on most, unused ones last. */
export interface ColumnOrder {
  readonly latents: readonly number[]
  /** The place in `classes` of the class of each; undefined of a latent that is not in use. */
  readonly classes: readonly (number | undefined)[]
}

/** The latents in use by the class that has them on most, within a class the likeliest first; the others after them. */
export function orderColumns(rows: Matrix, inUse: readonly number[]): ColumnOrder {
  const at = (c: number, latent: number) => rows.data[c * rows.columns + latent]!
  const places = Array.from({ length: rows.rows }, (_, c) => c)
  const bestOf = (latent: number) => places.reduce((best, c) => (at(c, latent) > at(best, latent) ? c : best), 0)
  const used = inUse
    .map((latent) => ({ latent, best: bestOf(latent) }))
    .sort((a, b) => a.best - b.best || at(b.best, b.latent) - at(a.best, a.latent))
  const unused = Array.from({ length: rows.columns }, (_, j) => j).filter((latent) => !inUse.includes(latent))
  return {
    latents: [...used.map(({ latent }) => latent), ...unused],
    classes: [...used.map(({ best }) => best), ...unused.map(() => undefined)],
  }
}

/** What the rows of the latents in use [C, U] say of the classes. */
export interface RowComparison {
  /** The class with the nearest row, by class. */
  readonly nearest: readonly ClothingClass[]
  /** How many of these are of the class's own kind. */
  readonly nearestIsKin: number
  /** Euclidean distances between rows: over all pairs of classes, over pairs of one kind, and over the others. */
  readonly smallest: number
  readonly mean: number
  readonly meanOfKin: number
  readonly meanOfOthers: number
  /** Latents on in most images of a class, by class. */
  readonly sets: readonly (readonly number[])[]
  /** The share of pairs of classes whose sets differ, and the share of those that have a latent in common. */
  readonly distinct: number
  readonly overlapping: number
  /** The latents whose means differ by at least `telling` between some two classes. */
  readonly telling: readonly number[]
}

const telling = 0.3

/** `latents` are the columns of the rows, those in use. */
export function compareRows(
  rows: Matrix,
  latents: readonly number[],
  classes: readonly ClothingClass[],
): RowComparison {
  const row = (c: number) => rows.data.subarray(c * rows.columns, (c + 1) * rows.columns)
  const distance = (a: number, b: number) => Math.hypot(...Array.from(row(a), (value, j) => value - row(b)[j]!))
  const sets = classes.map((_, c) => latents.filter((_, j) => row(c)[j]! > 0.5))
  const pairs = classes.flatMap((one, a) =>
    classes.slice(0, a).map((other, b) => ({
      distance: distance(a, b),
      kin: one.kin.includes(other.label),
      distinct: sets[a]!.join() !== sets[b]!.join(),
      overlapping: sets[a]!.some((j) => sets[b]!.includes(j)),
    })),
  )
  const nearest = classes.map((_, a) => {
    const others = classes.flatMap((is, b) => (a === b ? [] : [{ is, distance: distance(a, b) }]))
    return others.reduce((best, other) => (other.distance < best.distance ? other : best)).is
  })
  const meanOf = (some: typeof pairs) => some.reduce((sum, { distance }) => sum + distance, 0) / some.length
  const share = (some: typeof pairs) => some.length / pairs.length
  return {
    nearest,
    nearestIsKin: nearest.filter(({ label }, c) => classes[c]!.kin.includes(label)).length,
    smallest: Math.min(...pairs.map(({ distance }) => distance)),
    mean: meanOf(pairs),
    meanOfKin: meanOf(pairs.filter(({ kin }) => kin)),
    meanOfOthers: meanOf(pairs.filter(({ kin }) => !kin)),
    sets,
    distinct: share(pairs.filter(({ distinct }) => distinct)),
    overlapping: share(pairs.filter(({ overlapping }) => overlapping)),
    telling: latents.filter((_, j) => {
      const means = classes.map((_, c) => row(c)[j]!)
      return Math.max(...means) - Math.min(...means) >= telling
    }),
  }
}
