import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { arch, cpus, platform, release, totalmem } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Engine } from '@vsc/engine'

/** What a run was computed with: environment.json. */
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
  /** The commit of this program's source and whether files differ from it; null where it is no git checkout. */
  readonly git: { readonly commit: string; readonly dirty: boolean } | null
}

export async function describeEnvironment(engine: Engine): Promise<Environment> {
  return {
    engine: engine.name,
    device: engine.device,
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release()} ${arch()}`,
    node: process.versions.node,
    packages: await packageVersions(),
    git: await gitState(),
  }
}

const ownPackages = [
  '@vsc/core',
  '@vsc/data',
  '@vsc/engine',
  '@vsc/figures',
  '@vsc/metrics',
  '@vsc/models',
  '@vsc/training',
]

async function packageVersions(): Promise<Record<string, string>> {
  const enginePath = fileURLToPath(import.meta.resolve('@vsc/engine'))
  const ofEngine = createRequire(enginePath)
  const paths = [
    ...ownPackages.map((name) => [name, fileURLToPath(import.meta.resolve(name))] as const),
    ...['onnxruntime-node', '@tensorflow/tfjs'].map((name) => [name, ofEngine.resolve(name)] as const),
  ]
  return Object.fromEntries(await Promise.all(paths.map(async ([name, path]) => [name, await versionOf(name, path)])))
}

/** The version in the package.json of this name that lies nearest above a file of the package. */
async function versionOf(name: string, path: string): Promise<string> {
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
    const manifest = await readFile(join(folder, 'package.json'), 'utf8').then(JSON.parse, () => undefined)
    if (manifest?.name === name) return manifest.version
  }
  return 'unknown'
}

async function gitState(): Promise<Environment['git']> {
  const cwd = dirname(fileURLToPath(import.meta.url))
  const git = async (...parameters: string[]) => (await promisify(execFile)('git', parameters, { cwd })).stdout.trim()
  try {
    return { commit: await git('rev-parse', 'HEAD'), dirty: (await git('status', '--porcelain')) !== '' }
  } catch {
    return null
  }
}
