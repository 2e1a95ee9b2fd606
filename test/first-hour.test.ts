import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { readNpz } from '@vsc/data/node'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { runHere } from '../apps/cli/test/run-here.js'
import { pageFiles } from './page-files.js'
import { pythonWith } from './python.js'
import { shellLines } from './shell-lines.js'
import { makeUserFolder } from './user-folder.js'
import { root } from './workspace.js'

// Follows docs/first-hour.md in a folder of its own: the script, then each command in its order, then Python.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

const page = 'docs/first-hour.md'
const folder = makeUserFolder('first-hour')
const here = process.cwd()

const commands = shellLines(page)
  .map(({ words }) => words)
  .filter(([program]) => program === 'vsc')
  .map(([, ...argv]) => ({ line: argv.join(' '), argv }))

/** Seconds of training in place of a minute. */
const shortened = (argv: readonly string[]) => [
  ...argv.map((word) => word.replace('iterations=3000', 'iterations=40')),
  ...(argv[0] === 'train' ? ['--set', 'model.hiddenDim=32', '-q'] : []),
]

beforeAll(async () => {
  process.chdir(folder)
  for (const { name, code } of pageFiles(page)) writeFileSync(join(folder, name), code)
  await import(pathToFileURL(join(folder, 'make-shapes.js')).href)
})
afterAll(() => {
  process.chdir(here)
  rmSync(folder, { recursive: true })
})

describe('the first hour', () => {
  it('begins with data that anyone can make', async () => {
    const { x, factors } = await readNpz(join(folder, 'shapes.npz'))
    expect([x?.shape, factors?.shape]).toEqual([
      [3000, 16, 16],
      [3000, 3],
    ])
  })

  it.each(commands)('vsc $line', async ({ argv }) => {
    const { code, stdout, stderr } = await runHere(shortened(argv))
    expect(code, stderr).toBe(0)
    expect(stdout).not.toBe('')
    expect(stderr).not.toMatch(/error:|no test split/)
  })

  it('prints the names that the page explains', async () => {
    const { stdout } = await runHere(['evaluate', 'runs/shapes'])
    const table = readFileSync(join(root, page), 'utf8').match(/^\| name .*?\n\n/ms)![0]
    const named = [...table.matchAll(/^\| (`.*?) \|/gm)].flatMap(([, names]) => names!.match(/\w+/g)!)
    expect(named).toContain('bound')
    for (const name of named) expect(stdout).toMatch(new RegExp(`^${name} `, 'm'))
  })

  it('leaves the files that the page names', () => {
    const left = ['traversal.png', 'correlations.png', 'codes.npz', 'exported/encoder.onnx', 'exported/README.md']
    expect(left.filter((name) => !existsSync(join(folder, name)))).toEqual([])
  })

  it('ends in Python', ({ skip }) => {
    const python = pythonWith('numpy', 'onnxruntime')
    skip(python === undefined, 'it needs a Python with numpy and onnxruntime: VSC_PYTHON names one')
    const code = readFileSync(join(root, page), 'utf8').match(/^```python\n(.*?)^```$/ms)![1]!
    expect(execFileSync(python!, ['-c', code], { cwd: folder, encoding: 'utf8' })).toMatch(/latents on; \d\.\d+ error/)
  })
})
