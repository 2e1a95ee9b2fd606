import { isDeepStrictEqual } from 'node:util'
import { LabError } from '../errors.js'
import { type ConfigTree, isTree } from './tree.js'

/** Something that was said on a command line, as it was said, and what it means. */
export interface Said {
  /** Such as `--seed 7`. */
  readonly words: string
  readonly means: ConfigTree
}

/**
 * Refuses two ways of saying different things of one key: whichever won, the other would be lost without a word.
 *
 * @throws LabError BAD_INPUT naming both
 * @example
 * refuseConflicts([
 *   { words: '--seed 7', means: { training: { seed: 7 } } },
 *   { words: '--set training.iterations=500', means: { training: { iterations: 500 } } },
 * ])
 */
export function refuseConflicts(said: readonly Said[]): void {
  const seen = new Map<string, { readonly words: string; readonly value: unknown }>()
  for (const { words, means } of said) {
    for (const [path, value] of leavesOf(means)) {
      const before = seen.get(path)
      if (before !== undefined && !isDeepStrictEqual(before.value, value)) {
        throw new LabError(
          'BAD_INPUT',
          `${before.words} and ${words} say different things of ${path}: leave one of them out`,
        )
      }
      seen.set(path, { words, value })
    }
  }
}

function leavesOf(tree: ConfigTree, prefix = ''): (readonly [path: string, value: unknown])[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    isTree(value) && !Object.hasOwn(value, 'kind')
      ? leavesOf(value, `${prefix}${key}.`)
      : [[prefix + key, value] as const],
  )
}
