import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { program } from '../apps/cli/test/program.js'
import { runHere } from '../apps/cli/test/run-here.js'
import { pageCommands, pageFiles, writeFiles } from './page-files.js'
import { root } from './workspace.js'

// The files and the command lines of docs/own-data.md, in a folder of their own.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const page = 'docs/own-data.md'
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'own-data-')))
const here = process.cwd()

beforeAll(async () => {
  mkdirSync(join(folder, 'node_modules/@vsc'), { recursive: true })
  symlinkSync(join(root, 'packages/data'), join(folder, 'node_modules/@vsc/data'))
  symlinkSync(join(root, 'node_modules/tsx'), join(folder, 'node_modules/tsx'))
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  writeFiles(folder, pageFiles(page))
  process.chdir(folder)
  await import(pathToFileURL(join(folder, 'make-data.js')).href)
})
afterAll(() => {
  process.chdir(here)
  rmSync(folder, { recursive: true })
})

it.each(pageCommands(page, 'vsc').map((argv) => argv.join(' ')))('vsc %s', async (line) => {
  if (!/[<>|]/.test(line)) {
    const { code, stderr } = await runHere(line.split(' '))
    expect(code, stderr).toBe(0)
    return
  }
  const words = program.map((word) => `'${word}'`).join(' ')
  execFileSync('sh', ['-c', `${words} ${line}`], { stdio: 'pipe', cwd: folder })
})

it('the same codes come through a pipe', () => {
  expect(readFileSync('piped.csv', 'utf8')).toBe(readFileSync('codes.csv', 'utf8'))
})
