import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { availableParallelism, cpus } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { findOnnxRuntime, type OnnxRuntime } from '../onnx/onnx-runtime.js'
import type { Provider } from '../onnx/provider.js'
import type { Unavailable } from './availability.js'
import { grantedCores, idleCores } from './cores.js'
import { type ProviderTrial, tryProvider } from './provider-trial.js'

/** What decides which engines run: the questions that are asked of a machine. Tests answer them for machines that are not there. */
export interface Machine {
  /** Operating system and processor as Node.js calls them: `linux-x64`. */
  readonly system: string
  readonly processor: string
  /** Major version of Node.js. */
  readonly node: number
  /** How many cores this process may use. */
  readonly cores: number
  readonly environment: Readonly<Record<string, string | undefined>>
  /** The names in a folder; none where there is no such folder. */
  list(folder: string): readonly string[]
  /** The text of a file; empty where there is none. */
  read(file: string): string
  /** The folder in which a module is installed. */
  findModule(module: string): string | undefined
  /** Whether the system's loader finds a shared library of this file name. */
  hasLibrary(name: string): boolean
  /** Where ONNX Runtime comes from, or why it does not load. */
  onnxRuntime(): Omit<OnnxRuntime, 'ort'> | Unavailable
  tryProvider(provider: Provider): Promise<ProviderTrial>
  /**
   * How many of the cores that this process may use others leave idle just now. None where it may use only some of the machine's,
   * because what goes on there cannot be told from the rest.
   */
  idleCores(): Promise<number>
}

/** The machine this runs on. */
export function thisMachine(): Machine {
  const read = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8') : '')
  const cores = Math.min(availableParallelism(), grantedCores(read))
  return {
    system: `${process.platform}-${process.arch}`,
    processor: cpus()[0]?.model.trim() ?? 'unknown processor',
    node: Number(process.versions.node.split('.')[0]),
    cores,
    environment: process.env,
    list: (folder) => (existsSync(folder) ? readdirSync(folder) : []),
    read,
    findModule,
    hasLibrary,
    onnxRuntime: findOnnxRuntime,
    tryProvider: (provider) => {
      trials[provider] ??= tryProvider(provider)
      return trials[provider]
    },
    idleCores: async () => (cores < cpus().length ? 0 : idleCores()),
  }
}

/** How many cores this process may use: all there are, or fewer by its affinity or by its container's share of time. */
export const usableCores = (): number => thisMachine().cores

/** What a provider can do does not change while a process runs, and a trial takes time. */
const trials: Partial<Record<Provider, Promise<ProviderTrial>>> = {}

/** Beside this package, or in the project that runs. */
function findModule(module: string): string | undefined {
  for (const place of [import.meta.url, join(process.cwd(), 'package.json')]) {
    try {
      return dirname(createRequire(place).resolve(`${module}/package.json`))
    } catch {
      // not there
    }
  }
  return undefined
}

function hasLibrary(name: string): boolean {
  const folders = (process.env.LD_LIBRARY_PATH ?? '').split(delimiter).filter(Boolean)
  return folders.some((folder) => existsSync(join(folder, name))) || loaderCache().includes(name)
}

/** What the dynamic loader of Linux knows, in words. */
function loaderCache(): string {
  try {
    return execFileSync('/sbin/ldconfig', ['-p'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  } catch {
    return ''
  }
}
