import { join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { apps, importsOf, packages, root, sourceFiles } from './workspace.js'

type Graph = ReadonlyMap<string, readonly string[]>

/** Which file imports which, types included, among these files. */
function importGraph(files: readonly string[]): Graph {
  const names = files.map((file) => relative(root, file))
  const edges = importsOf(files)
    .filter(({ specifier }) => specifier.startsWith('.'))
    .map(({ file, specifier }) => ({ file, to: relative(root, resolve(root, file, '..', specifier)) }))
    .flatMap(({ file, to }) => ['.ts', '.tsx'].map((ending) => ({ file, to: to.replace(/\.js$/, ending) })))
  return new Map(
    names.map((name) => [
      name,
      edges.filter(({ file, to }) => file === name && names.includes(to)).map(({ to }) => to),
    ]),
  )
}

/** One cycle for each file at which a search in depth comes back to a file that it is still below: none where there is none. */
function cyclesIn(graph: Graph): string[] {
  const cycles: string[] = []
  const done = new Set<string>()
  const visit = (file: string, path: readonly string[]) => {
    if (path.includes(file)) {
      cycles.push([...path.slice(path.indexOf(file)), file].join(' -> '))
    } else if (!done.has(file)) {
      for (const next of graph.get(file) ?? []) visit(next, [...path, file])
      done.add(file)
    }
  }
  for (const file of graph.keys()) visit(file, [])
  return cycles
}

describe('cyclesIn', () => {
  it('finds the files that import each other, over others and themselves too', () => {
    const graph = { a: ['b', 'c'], b: ['c'], c: ['d'], d: ['b'], e: ['e', 'a'] }
    expect(cyclesIn(new Map(Object.entries(graph)))).toEqual(['b -> c -> d -> b', 'e -> e'])
  })

  it('finds none where two ways lead to one file', () => {
    expect(cyclesIn(new Map(Object.entries({ a: ['b', 'c'], b: ['d'], c: ['d'], d: [] })))).toEqual([])
  })
})

const folders = [...packages, ...apps].map(({ name, folder }) => ({ name, folder: join(folder, 'src') }))

describe.each([...folders, { name: 'bench', folder: join(root, 'bench') }])('$name', ({ folder }) => {
  it('has no files that import each other', () => {
    expect(cyclesIn(importGraph(sourceFiles(folder)))).toEqual([])
  })
})
