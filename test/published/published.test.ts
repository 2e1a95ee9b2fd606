import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { settingsTypes } from '../../scripts/settings-types.js'
import { readmeExamples } from '../examples.js'
import { type Manifest, readManifest, root } from '../workspace.js'
import { type Installation, installPublished, programs, published, run } from './install.js'

const tool = (name: string) => join(root, 'node_modules/.bin', name)

let project: string
let tarballs: Installation['tarballs']
let remove = () => {}

/** What a package ships to be read, beside its README. */
const pagesOf: Readonly<Record<string, readonly string[]>> = { '@vsc/engine': ['KERNELS.md'] }

beforeAll(async () => {
  const installation = await installPublished()
  project = installation.project
  tarballs = installation.tarballs
  remove = installation.remove
})
afterAll(() => remove())

describe.each(published)('$name as published', (each) => {
  const installed = () => join(project, 'node_modules', each.name)
  const tarball = () => tarballs.get(each)!
  const manifest = (): Manifest => readManifest(installed())

  it('holds what was built, and nothing else', () => {
    const extra = readdirSync(installed()).filter((file) => file !== 'node_modules')
    expect(extra.sort()).toEqual(['LICENSE', 'README.md', 'dist', 'package.json', ...(pagesOf[each.name] ?? [])].sort())
    const built = readdirSync(join(installed(), 'dist'))
    expect(built).toEqual(expect.arrayContaining(['index.d.ts', 'index.js']))
    expect(built.filter((file) => !/\.(js|js\.map|d\.ts|css)$/.test(file))).toEqual([])
  })

  it('leads to nothing outside it', () => {
    const { exports, dependencies = {}, peerDependencies = {} } = manifest()
    expect(exports).toEqual({ '.': { types: './dist/index.d.ts', default: './dist/index.js' } })
    const ranges = Object.values({ ...dependencies, ...peerDependencies })
    expect(ranges.filter((range) => /^(workspace|catalog|link|file):/.test(range))).toEqual([])
  })

  it('passes publint', async () => {
    await run(tool('publint'), ['run', tarball(), '--strict'], root)
  })

  it('passes Are the types wrong?', async () => {
    await run(tool('attw'), ['--profile', 'esm-only', tarball()], root)
  })

  it.each(readmeExamples(each.folder))('runs $place under plain Node.js', async ({ place, code }) => {
    const file = join(project, `${each.name.replace(/\W/g, '-')}-${place.replace(':', '-')}.js`)
    const { outputText } = ts.transpileModule(code, { compilerOptions: { target: ts.ScriptTarget.ES2023 } })
    writeFileSync(file, outputText)
    await run(process.execPath, [file], project)
  })
})

it.each(Object.entries(settingsTypes()))('the published types keep the comments of %s', (path, text) => {
  const name = `@vsc/${path.split('/')[1]}`
  const types = readFileSync(join(project, 'node_modules', name, 'dist/index.d.ts'), 'utf8')
  const comments = text.match(/\/\*\* .* \*\//g) ?? []
  expect(comments.length).toBeGreaterThan(10)
  expect(comments.filter((comment) => !types.includes(comment))).toEqual([])
})

describe.each(programs)('the program $name as published', ({ name }) => {
  const program = () => join(project, 'node_modules/.bin', name)

  it('passes publint', async () => {
    const each = programs.find((candidate) => candidate.name === name)!
    await run(tool('publint'), ['run', tarballs.get(each)!, '--strict'], root)
  })

  it('trains a model and evaluates it', async () => {
    await run(program(), ['train', '--preset', 'smoke', '--quiet', '--out', 'run'], project)
    expect(JSON.parse(await run(program(), ['evaluate', 'run', '--json'], project))).toMatchObject({ model: 'vsc' })
  })
})
