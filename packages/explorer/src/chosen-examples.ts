import type { DataSet, LabelledDataSet } from '@vsc/data'

/** The first examples of a data set, of each class in turn where there are classes: their indices, rising within a class. */
export function chosenExamples(
  { count, labels, classes }: DataSet & Partial<Pick<LabelledDataSet, 'labels' | 'classes'>>,
  number: number,
): number[] {
  const all = Array.from({ length: count }, (_, index) => index)
  if (labels === undefined || classes === undefined) return all.slice(0, number)
  const ofClass = classes.map((_, label) => all.filter((index) => labels[index] === label))
  const turns = Array.from({ length: count }, (_, turn) => ofClass.flatMap((indices) => indices.slice(turn, turn + 1)))
  return turns.flat().slice(0, number)
}
