import type { LabelledDataSet } from '@vsc/data'
import type { Band } from '@vsc/figures'

/** Classes that a person would call alike, in the order figures show them; those of `other` are like no other class. */
const kinds = {
  tops: ['T-shirt/top', 'Shirt', 'Pullover', 'Coat'],
  other: ['Dress', 'Trouser', 'Bag'],
  shoes: ['Sandal', 'Sneaker', 'Ankle boot'],
} as const

type ClassName = (typeof kinds)[keyof typeof kinds][number]

/** A class of Fashion-MNIST. */
export interface ClothingClass extends Band {
  readonly label: ClassName
  /** Its kind. */
  readonly group: string
  /** What the labels call it. */
  readonly index: number
  /** Its kind's other classes. */
  readonly kin: readonly ClassName[]
}

/** The classes of a data set by kind. */
export function clothingClasses({ classes }: Pick<LabelledDataSet, 'classes'>): ClothingClass[] {
  return Object.entries(kinds).flatMap(([group, labels]: [string, readonly ClassName[]]) =>
    labels.map((label) => ({
      label,
      group,
      index: classes.indexOf(label),
      kin: group === 'other' ? [] : labels.filter((other) => other !== label),
    })),
  )
}

/** For a label that of its kind: of the class that comes first in it; a class without kin is a kind of its own. */
export function kindOf(data: Pick<LabelledDataSet, 'classes'>): (label: number) => number {
  const classes = clothingClasses(data)
  const first = ({ index, group, kin }: ClothingClass) =>
    kin.length === 0 ? index : classes.find((one) => one.group === group)!.index
  const kinds = new Map(classes.map((one) => [one.index, first(one)]))
  return (label) => kinds.get(label)!
}

/** The first examples of a class, at most so many. */
export function examplesOf({ labels, count }: LabelledDataSet, { index }: ClothingClass, atMost: number): number[] {
  const found: number[] = []
  for (let i = 0; i < count && found.length < atMost; i++) if (labels[i] === index) found.push(i)
  return found
}
