import { existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from './run.js'

/** Another program that runs JavaScript, and how it is called to run a file of a project. */
export interface Runtime {
  readonly name: string
  /** The module that has its binary for this machine; it needs no install script. */
  readonly module: string
  readonly binary: string
  readonly args: readonly string[]
}

const windows = process.platform === 'win32'
const system = windows ? 'win' : process.platform
const suffix = windows ? '.exe' : ''
const arm = process.arch === 'arm64'

const node = (version: number): Runtime => ({
  name: `Node.js ${version}`,
  module: `node-${system}-${process.arch}@${version}`,
  binary: windows ? 'bin/node.exe' : 'bin/node',
  args: [],
})

/** What else the packages run on; the Node.js that runs this is one more. */
export const runtimes: readonly Runtime[] = [
  node(22),
  node(24),
  {
    name: 'Bun',
    module: `@oven/bun-${windows ? 'windows' : process.platform}-${arm ? 'aarch64' : 'x64'}`,
    binary: `bin/bun${suffix}`,
    args: ['run'],
  },
  {
    name: 'Deno',
    module: `@deno/${process.platform}-${process.arch}${process.platform === 'linux' ? '-glibc' : ''}`,
    binary: `deno${suffix}`,
    args: ['run', '--allow-all', '--node-modules-dir=manual', '--no-lock'],
  },
]

/** Fetches the binary of a runtime from the registry, into a folder of its own below the system's temporary one. */
export async function obtain({ module, binary }: Runtime): Promise<{ readonly program: string; remove(): void }> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'runtime-')))
  await run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--prefix', folder, module], folder)
  const program = join(folder, 'node_modules', module.replace(/(?<!^)@.*$/, ''), binary)
  if (!existsSync(program)) throw new Error(`${module} has no ${binary}`)
  return { program, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
