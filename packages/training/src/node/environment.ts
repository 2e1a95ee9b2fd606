import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile, realpath } from 'node:fs/promises'
import { arch, cpus, platform, release, totalmem } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Engine } from '@vsc/engine'

/** What a run was computed with: environment.json. (A type and no interface, so that it can be looked through by key.) */
export type Environment = {
  readonly engine: string
  readonly device: string
  readonly cpu: string
  readonly cores: number
  readonly memoryGiB: number
  readonly system: string
  readonly node: string
  /** Versions of what the numbers depend on, by package. */
  readonly packages: Readonly<Record<string, string>>
  /** What models were trained with, where it was something else. */
  readonly trainedOn?: readonly string[]
  /** The commit of the program's source and whether files differ from it; null where it is no git checkout. */
  readonly git: { readonly commit: string; readonly dirty: boolean } | null
}

/**
 * Describes the machine and the versions that a program runs with.
 *
 * @param options.program the `import.meta.url` of a file of the program: its package's dependencies are named, and those of our packages
 *   among them
 */
export async function describeEnvironment({
  engine,
  program,
}: {
  readonly engine: Engine
  readonly program: string
}): Promise<Environment> {
  const folder = packageFolder(dirname(fileURLToPath(program)))
  return {
    engine: engine.name,
    device: engine.device,
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release()} ${arch()}`,
    node: process.versions.node,
    packages: folder === undefined ? {} : Object.fromEntries([...(await versionsFrom(folder))].sort()),
    git: await gitState(dirname(fileURLToPath(program))),
  }
}

const ourScope = '@vsc/'

/** The versions of a package and of what it uses, where that is installed, going on below our own packages. */
async function versionsFrom(folder: string, known = new Map<string, string>()): Promise<Map<string, string>> {
  const { name, version, ...manifest } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))
  known.set(name, version)
  const dependencies = { ...manifest.dependencies, ...manifest.optionalDependencies, ...manifest.peerDependencies }
  for (const dependency of Object.keys(dependencies)) {
    const found = known.has(dependency) ? undefined : installedFolder(folder, dependency)
    if (found === undefined) continue
    if (dependency.startsWith(ourScope)) await versionsFrom(await realpath(found), known)
    else known.set(dependency, JSON.parse(await readFile(join(found, 'package.json'), 'utf8')).version)
  }
  return known
}

/** Where Node.js finds a package from a folder. */
function installedFolder(from: string, name: string): string | undefined {
  const candidates = parentsOf(from).map((folder) => join(folder, 'node_modules', name))
  return candidates.find((folder) => existsSync(join(folder, 'package.json')))
}

const packageFolder = (from: string): string | undefined =>
  parentsOf(from).find((folder) => existsSync(join(folder, 'package.json')))

const parentsOf = (folder: string): string[] =>
  dirname(folder) === folder ? [folder] : [folder, ...parentsOf(dirname(folder))]

async function gitState(cwd: string): Promise<Environment['git']> {
  const git = async (...parameters: string[]) => (await promisify(execFile)('git', parameters, { cwd })).stdout.trim()
  try {
    return { commit: await git('rev-parse', 'HEAD'), dirty: (await git('status', '--porcelain')) !== '' }
  } catch {
    return null
  }
}
