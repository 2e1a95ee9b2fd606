import type { Unavailable } from '../src/availability/availability.js'
import type { Machine } from '../src/availability/machine.js'

interface Faked
  extends Partial<Omit<Machine, 'list' | 'read' | 'findModule' | 'hasLibrary' | 'onnxRuntime' | 'tryProvider'>> {
  /** What each folder holds. */
  readonly folders?: Readonly<Record<string, readonly string[]>>
  readonly files?: Readonly<Record<string, string>>
  /** Installed modules; each is in the folder of its own name. */
  readonly modules?: readonly string[]
  readonly libraries?: readonly string[]
  /** The module that ONNX Runtime comes from; the one for the platform unless it is told. */
  readonly onnxRuntime?: string | Unavailable
  /** What a trial of a provider printed, and whether it worked. A provider that is not listed must not be tried. */
  readonly trials?: Readonly<Record<string, { readonly worked: boolean; readonly output: string }>>
}

/** An idle Linux machine of four cores with Node.js 22 and nothing else, but for what is told. */
export function fakeMachine({
  folders = {},
  files = {},
  modules = [],
  libraries = [],
  onnxRuntime = '@vsc/onnxruntime-linux-x64',
  trials = {},
  ...rest
}: Faked = {}): Machine {
  return {
    system: 'linux-x64',
    processor: 'Some Processor',
    node: 22,
    cores: 4,
    environment: {},
    list: (folder) => folders[folder] ?? [],
    read: (file) => files[file] ?? '',
    findModule: (module) => (modules.includes(module) ? module : undefined),
    hasLibrary: (name) => libraries.includes(name),
    onnxRuntime: () =>
      typeof onnxRuntime === 'string'
        ? { available: true, module: onnxRuntime, version: '1.30.0', folder: onnxRuntime }
        : onnxRuntime,
    async tryProvider(provider) {
      const trial = trials[provider]
      if (!trial) throw new Error(`${provider} was tried`)
      return trial
    },
    idleCores: async () => 4,
    ...rest,
  }
}
