import { DataError, type DataSet, prepare, smileyDataSet } from '@vsc/data'
import type { ShownData } from '../view.js'

/** The images that both models learn from. */
export const trainingSmileys = (): DataSet => smileysOf({ count: 10_000, seed: 1, split: 'train' })

/** Those by which both are judged: the first of them are shown. */
export const testSmileys = (): DataSet => smileysOf({ count: 500, seed: 1, split: 'test' })

/** Images that are shown beside what the models make of them. */
export const shownCount = 8

/** More than a page should draw. */
const mostSmileys = 100_000

/**
 * The smileys of a run, by what the run says of them.
 *
 * @throws DataError where it is said wrongly, or there are more than a page should draw
 */
export function smileysOf(provenance: Readonly<Record<string, unknown>>): DataSet {
  const { count } = provenance
  if (typeof count === 'number' && count > mostSmileys) {
    throw new DataError('TOO_LARGE', `${count} smileys are too many for a page, which draws up to ${mostSmileys}`)
  }
  return prepare(smileyDataSet(provenance as unknown as Parameters<typeof smileyDataSet>[0]), 'none')
}

export function shownData({ read, factors }: DataSet): ShownData {
  const { names, attributes } = factors!
  return {
    images: Array.from({ length: shownCount }, (_, index) => read([index])),
    attributes: attributes!.names,
    features: names,
    attributeOf: attributes!.of,
  }
}
