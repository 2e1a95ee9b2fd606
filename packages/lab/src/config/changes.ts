import { type ConfigTree, isTree } from './tree.js'

/** A key whose value two configurations differ in. */
export interface Change {
  readonly key: string
  readonly before: unknown
  readonly after: unknown
}

/** In what two configurations differ, key by key; lists and single values are compared as wholes. */
export function changesBetween(before: ConfigTree, after: ConfigTree, prefix = ''): Change[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((name): Change[] => {
    const [key, one, other] = [`${prefix}${name}`, before[name], after[name]]
    if (isTree(one) && isTree(other)) return changesBetween(one, other, `${key}.`)
    return JSON.stringify(one) === JSON.stringify(other) ? [] : [{ key, before: one, after: other }]
  })
}

/** Changes for people: `model.alpha is 0.1, and 0.2 is asked for`. */
export const changesInWords = (changes: readonly Change[]): string =>
  changes.map(({ key, before, after }) => `${key} is ${shown(before)}, and ${shown(after)} is asked for`).join('; ')

const shown = (value: unknown): string => (value === undefined ? 'not set' : JSON.stringify(value))
