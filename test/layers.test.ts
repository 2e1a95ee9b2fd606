import { existsSync, readFileSync } from 'node:fs'
import { join, resolve, sep } from 'node:path'
import { describe, expect, it } from 'vitest'
import { apps, importsOf, packages, root, sourceFiles } from './workspace.js'

/** The table of packages in ARCHITECTURE.md: each package, top to bottom, with what its sources may import. */
const allowed = new Map(
  [...readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8').matchAll(/^\| `(@vsc\/\w+)` +\|[^|]*\|([^|]*)\|$/gm)].map(
    ([, name, imports]) => [name!, [...imports!.matchAll(/`(\w+)`/g)].map((match) => `@vsc/${match[1]}`)],
  ),
)

const isTest = (file: string) => file.endsWith('.test.ts')

const packageOf = (specifier: string) =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')

const unique = (values: readonly string[]) => [...new Set(values)].sort()

describe('the layers', () => {
  it('are listed in ARCHITECTURE.md, every package once', () => {
    expect([...allowed.keys()].sort()).toEqual([...packages].map(({ name }) => name).sort())
  })

  it('stand above what they import', () => {
    const order = [...allowed.keys()]
    for (const [name, imports] of allowed) {
      expect(order.slice(order.indexOf(name) + 1)).toEqual(expect.arrayContaining(imports))
    }
  })
})

// Apps stand on top and may import every package, and each other.
const mayImport = (name: string) => allowed.get(name) ?? [...packages, ...apps].map((each) => each.name)

/** A program also brings what the packages it is made of leave to their users. */
const isPeerOfPackages = (dependency: string) =>
  packages.some(({ manifest: { peerDependencies = {} } }) => dependency in peerDependencies)

describe.each([...packages, ...apps])('$name', ({ name, folder, manifest }) => {
  const sources = sourceFiles(join(folder, 'src')).filter((file) => !isTest(file))
  const everything = [...sourceFiles(join(folder, 'src')), ...sourceFiles(join(folder, 'test'))]
  const external = (files: readonly string[]) =>
    importsOf(files).filter(({ specifier }) => !specifier.startsWith('.') && !specifier.startsWith('node:'))

  it('imports only packages below it', () => {
    const siblings = external(sources).filter(({ specifier }) => specifier.startsWith('@vsc/'))
    expect(siblings.filter(({ specifier }) => !mayImport(name).includes(packageOf(specifier)))).toEqual([])
  })

  it('enters other packages by their exports alone', () => {
    const known = new Map(packages.map((each) => [each.name, each.manifest.exports ?? {}]))
    const outside = importsOf(everything).filter(({ file, specifier }) => {
      if (specifier.startsWith('.')) return !resolve(root, file, '..', specifier).startsWith(folder + sep)
      const exports = known.get(packageOf(specifier))
      return exports !== undefined && !(specifier.replace(packageOf(specifier), '.') in exports)
    })
    expect(outside).toEqual([])
  })

  it('declares what its sources import, and nothing they do not name', () => {
    const { dependencies = {}, peerDependencies = {} } = manifest
    const imported = unique(external(sources).map(({ specifier }) => packageOf(specifier)))
    expect(imported.filter((each) => !(each in dependencies || each in peerDependencies))).toEqual([])
    const text = sources.map((file) => readFileSync(file, 'utf8')).join()
    const needed = Object.keys(dependencies).filter((each) => !isPeerOfPackages(each))
    expect(needed.filter((each) => !text.includes(each))).toEqual([])
  })

  it('declares what its tests import', () => {
    const declared = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.peerDependencies }
    const shared = [name, 'vitest', 'typescript']
    const imported = unique(external(everything).map(({ specifier }) => packageOf(specifier)))
    expect(imported.filter((each) => !(each in declared || shared.includes(each)))).toEqual([])
  })

  it('has a licence and a README', () => {
    if (manifest.private) return
    for (const file of ['LICENSE', 'README.md']) expect(existsSync(join(folder, file)), file).toBe(true)
  })
})
