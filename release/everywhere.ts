import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { obtain, runtimes } from '../test/published/runtimes.js'
import { root } from '../test/workspace.js'

// The test suite under the other versions of Node.js, then every README under these, Bun and Deno: `pnpm everywhere`. The binaries come
// from the registry, as packages.

const vitest = join(root, 'node_modules/vitest/vitest.mjs')
const failed: string[] = []

/** Goes on after a failure, to tell of all of them. */
function check(name: string, program: string, args: readonly string[]): void {
  console.log(`\n== ${name}`)
  const { status } = spawnSync(program, args, { cwd: root, stdio: 'inherit' })
  if (status !== 0) failed.push(name)
}

for (const runtime of runtimes.filter(({ name }) => name.startsWith('Node.js'))) {
  const { program, remove } = await obtain(runtime)
  check(`tests under ${runtime.name}`, program, [vitest, 'run'])
  remove()
}
const packages = ['run', '--config', 'vitest.packages.config.ts', 'everywhere']
check('READMEs under Node.js 22 and 24, Bun and Deno', process.execPath, [vitest, ...packages])

console.log(failed.length === 0 ? '\nAll passed.' : `\nFailed: ${failed.join('; ')}`)
process.exitCode = failed.length === 0 ? 0 : 1
