import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import ts from 'typescript'

/** The fields of a package.json that the tests look at. */
export interface Manifest {
  readonly name: string
  readonly private?: boolean
  readonly exports?: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly publishConfig?: { readonly exports?: Readonly<Record<string, unknown>> }
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
}

export interface WorkspacePackage {
  readonly name: string
  readonly folder: string
  readonly manifest: Manifest
}

export const root = resolve(import.meta.dirname, '..')

export function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest
}

function packagesIn(parent: string): WorkspacePackage[] {
  return readdirSync(join(root, parent))
    .map((entry) => join(root, parent, entry))
    .filter((folder) => existsSync(join(folder, 'package.json')))
    .map((folder) => ({ folder, manifest: readManifest(folder) }))
    .map(({ folder, manifest }) => ({ name: manifest.name, folder, manifest }))
}

export const packages = packagesIn('packages')
export const apps = packagesIn('apps')
/** ONNX Runtime's binaries, a package each platform. */
export const platforms = packagesIn('platforms')

/** A way into a package: `@vsc/data`, `@vsc/data/node`. */
export interface Entry {
  readonly specifier: string
  /** The file that says what is public there. */
  readonly file: string
}

/** Every way into a package, its main one first. */
export function entriesOf({ name, folder, manifest }: WorkspacePackage): Entry[] {
  const { exports = {}, publishConfig } = manifest
  return Object.entries(exports).flatMap(([path, conditions]) => {
    const source = conditions['@vsc/source']
    const isPublished = publishConfig?.exports === undefined || path in publishConfig.exports
    return source === undefined || !isPublished ? [] : [{ specifier: name + path.slice(1), file: join(folder, source) }]
  })
}

/** Every file below a folder that ends in `.ts` or `.tsx`. */
export function sourceFiles(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => join(folder, file))
    .sort()
}

/** An import, type-only ones and re-exports included. */
export interface Import {
  /** Relative to the root. */
  readonly file: string
  readonly specifier: string
}

export function importsOf(files: readonly string[]): Import[] {
  return files.flatMap((file) =>
    ts
      .preProcessFile(readFileSync(file, 'utf8'))
      .importedFiles.map(({ fileName }) => ({ file: relative(root, file), specifier: fileName })),
  )
}
