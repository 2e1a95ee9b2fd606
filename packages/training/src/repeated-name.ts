/**
 * A name that occurs twice in one object of a JSON text; undefined where there is none. `JSON.parse` lets the last one win, other
 * readers the first, so that the same file would mean different things to them.
 *
 * @param text well-formed JSON
 */
export function repeatedName(text: string): string | undefined {
  const open: Set<string>[] = [] // the names so far of every object, and of lists none, that has begun and not ended
  for (const [token, name] of text.matchAll(/("(?:[^"\\]|\\.)*")\s*:|"(?:[^"\\]|\\.)*"|[{}[\]]/g)) {
    if (token === '{' || token === '[') open.push(new Set())
    else if (token === '}' || token === ']') open.pop()
    if (name === undefined) continue
    const key: string = JSON.parse(name) // "a" and "\u0061" are one
    if (open.at(-1)?.has(key)) return key
    open.at(-1)?.add(key)
  }
  return undefined
}
