import { execFile, execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { pythonWith } from './python.js'
import { shellLines } from './shell-lines.js'
import { root } from './workspace.js'

// The programs in examples/, each as a person runs it.
vi.setConfig({ testTimeout: 300_000 })

const folder = mkdtempSync(join(tmpdir(), 'example-programs-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** What each is given, where it is given anything, and what its last lines say. */
const programs: Readonly<Record<string, { readonly argv?: readonly string[]; readonly says: RegExp }>> = {
  'convolutional.ts': { says: /\d+% of the codes are 0; reconstructions are off by 0\.\d+/ },
  'export-and-run.ts': { argv: [join(folder, 'exported')], says: /\d+ latents on in 5 images/ },
  'metrics-of-others.ts': { says: /latents in use .*: 0, 1, 3\nMIG 0\.\d+/ },
  'own-array.ts': { says: /80 codes of 18 numbers, \d+% of them 0/ },
  'own-body.ts': { says: /500 .* (9\d|100)% right\n\d+ bytes of ONNX/ },
  'smileys.ts': { argv: ['50', join(folder, 'smileys.npz')], says: /of 50 have: mouth\n.*smileys\.npz/ },
}

async function run(name: string, argv: readonly string[] = []): Promise<string> {
  const tsx = ['--conditions=@vsc/source', '--import', 'tsx']
  const { stdout } = await promisify(execFile)(process.execPath, [...tsx, `examples/${name}`, ...argv], { cwd: root })
  return stdout
}

describe('the programs in examples', () => {
  it('are those that are run here, and that the page lists', () => {
    const files = readdirSync(join(root, 'examples')).filter((name) => name.endsWith('.ts'))
    expect(files.filter((name) => name !== 'halving.ts')).toEqual(Object.keys(programs)) // it is a sweep, no program
    const page = readFileSync(join(root, 'examples/README.md'), 'utf8')
    for (const name of files) expect(page).toContain(`(${name})`)
    expect(shellLines('examples/README.md')[0]?.words).toEqual(['pnpm', 'example', 'examples/own-array.ts'])
  })

  it.each(Object.entries(programs))('%s', async (name, { argv, says }) => {
    expect(await run(name, argv)).toMatch(says)
  })

  it('the exported files give Python the same numbers', async ({ skip }) => {
    const python = pythonWith('numpy', 'onnxruntime')
    skip(python === undefined, 'it needs a Python with numpy and onnxruntime: VSC_PYTHON names one')
    const exported = join(folder, 'for-python')
    const [ours] = (await run('export-and-run.ts', [exported])).split('\n')
    expect(execFileSync(python!, ['examples/run_exported.py', exported], { cwd: root, encoding: 'utf8' }).trim()).toBe(
      ours,
    )
  })
})
