/**
 * The key that was probably meant: one that `wrong` is the beginning of, or the one with the fewest single-letter edits from it, as
 * a whole path or by its last part alone; undefined where all are far off.
 */
export function nearestKey(wrong: string, keys: readonly string[]): string | undefined {
  const distances = keys.map((key) =>
    Math.min(
      editDistance(wrong, key),
      editDistance(lastPart(wrong), lastPart(key)) + 0.5,
      isBeginning(wrong, key) ? 1 : Number.POSITIVE_INFINITY,
    ),
  )
  const least = Math.min(...distances)
  return least <= Math.max(2, lastPart(wrong).length / 2) ? keys[distances.indexOf(least)] : undefined
}

/** Whether `data.prep` stands for `data.preparation`: three letters or more, in the same place. */
const isBeginning = (wrong: string, key: string): boolean =>
  lastPart(wrong).length >= 3 &&
  key.toLowerCase().startsWith(wrong.toLowerCase()) &&
  !key.slice(wrong.length).includes('.')

const lastPart = (path: string): string => path.slice(path.lastIndexOf('.') + 1)

/** Insertions, deletions and replacements of a letter that make b of a (Levenshtein); case does not matter. */
function editDistance(a: string, b: string): number {
  const [from, to] = [a.toLowerCase(), b.toLowerCase()]
  let row = Array.from({ length: to.length + 1 }, (_, j) => j)
  for (let i = 1; i <= from.length; i++) {
    const next = [i]
    for (let j = 1; j <= to.length; j++) {
      const replaced = row[j - 1]! + (from[i - 1] === to[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1))
    }
    row = next
  }
  return row[to.length]!
}
