import type { LabelledDataSet } from '@vsc/data'
import { rowOf } from '@vsc/lab'
import type { Matrix } from '@vsc/metrics'
import { clothingClasses, examplesOf } from '../clothing/kinds.js'

/** Two test images, by their places. */
export interface Pair {
  readonly from: number
  readonly to: number
}

/** The classes between which figures interpolate: near ones first, then ones with little in common. */
const shownClasses = [
  ['T-shirt/top', 'Dress'],
  ['Pullover', 'Coat'],
  ['Sneaker', 'Ankle boot'],
  ['Trouser', 'Dress'],
  ['Sandal', 'Ankle boot'],
  ['Bag', 'Pullover'],
] as const

/** For the figures the first test image of each of two classes. */
export function pairsToShow(test: LabelledDataSet): Pair[] {
  const classes = clothingClasses(test)
  const first = (label: string) => examplesOf(test, classes.find((one) => one.label === label)!, 1)
  return shownClasses.flatMap(([a, b]) => first(a).flatMap((from) => first(b).map((to) => ({ from, to }))))
}

/** Pairs for the numbers: the first test images, each with the one after it. */
export const pairsToMeasure = ({ count }: LabelledDataSet, atMost: number): Pair[] =>
  Array.from({ length: Math.min(atMost, count - 1) }, (_, from) => ({ from, to: from + 1 }))

/** The latents that both codes of a pair have on, and those that one of them has. */
export function spikesOf(codes: Matrix<Float32Array>, { from, to }: Pair) {
  const [a, b] = [rowOf(codes, from), rowOf(codes, to)]
  const latents = [...a.keys()]
  return {
    shared: latents.filter((j) => a[j] !== 0 && b[j] !== 0),
    switched: latents.filter((j) => (a[j] === 0) !== (b[j] === 0)),
  }
}
