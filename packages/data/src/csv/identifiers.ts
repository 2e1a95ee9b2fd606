/** Names of columns that number or name examples and say nothing of them: `id`, pandas' index (``, `Unnamed: 0`), `PassengerId`. */
const identifierName =
  /^(?:|id|idx|index|row|rowid|row[ _.-]?(?:id|no|num|number|names?)|unnamed: ?\d+|level_0)$|[ _.-]id$/i
const camelCaseId = /[a-z]I[dD]$/

export const isIdentifierName = (name: string): boolean => identifierName.test(name) || camelCaseId.test(name)

/** Names of columns that are usually classes. */
const className = /^(?:label|labels|class|classes|target|species|category)$/i

export const isClassName = (name: string): boolean => className.test(name)

/** A column that may name examples. It does so where no two are the same; else it is one of numbers. */
export interface Candidate {
  readonly column: number
  /** All that was in it. */
  readonly cells: string[]
  /** Those seen, while all are different. */
  seen: Set<string> | undefined
}

export const candidateAt = (column: number): Candidate => ({ column, cells: [], seen: new Set() })

export function see(candidate: Candidate, cell: string): void {
  candidate.cells.push(cell)
  if (candidate.seen?.has(cell)) candidate.seen = undefined
  else candidate.seen?.add(cell)
}
