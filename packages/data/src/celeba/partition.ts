import { DataError } from '../errors.js'
import { type CelebASplit, publishedCounts } from './published.js'

/** Which split an image belongs to, by its file's name; undefined where it belongs to none. */
export type Partition = (name: string) => CelebASplit | undefined

/** The official partition, which follows from the images' numbers. */
export const officialPartition: Partition = (name) => {
  const number = Number(/^(\d{6})\.jpg$/.exec(name)?.[1] ?? 0)
  if (number < 1) return undefined
  let end = 0
  return splits.find((split) => {
    end += publishedCounts[split]
    return number <= end
  })
}

/**
 * Reads `list_eval_partition.txt`: a line such as `000001.jpg 0` for each image, 0 for training, 1 for validation, 2 for testing.
 *
 * @throws DataError `BAD_FILE`, with the line, for anything else, and for an image that is in two splits
 */
export function parsePartition(text: string, path: string): Partition {
  const found = new Map<string, CelebASplit>()
  let line = 0
  for (const content of text.split('\n')) {
    line++
    if (content.trim() === '') continue
    const [, name, number] = /^(\d{6}\.jpg)[ \t]+([012])[ \t\r]*$/.exec(content) ?? []
    const split = splits[Number(number)]
    const refuse = (problem: string) => new DataError('BAD_FILE', `${path}, line ${line}: ${problem}`)
    if (name === undefined || split === undefined) {
      throw refuse(
        `found ${JSON.stringify(content.slice(0, 60))}, expected an image and 0, 1 or 2, such as "000001.jpg 0"`,
      )
    }
    const before = found.get(name)
    if (before !== undefined && before !== split) throw refuse(`${name} is for ${split} here, for ${before} above`)
    found.set(name, split)
  }
  if (found.size === 0) throw new DataError('BAD_FILE', `${path} lists no images`)
  return (name) => found.get(name)
}

const splits = ['train', 'valid', 'test'] as const
