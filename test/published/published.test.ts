import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { settingsTypes } from '../../scripts/settings-types.js'
import { readmeExamples } from '../examples.js'
import { entriesOf, type Manifest, readManifest, root } from '../workspace.js'
import { installPublished, programs, published, tarballOf } from './install.js'
import { run } from './run.js'

const tool = (name: string) => join(root, 'node_modules/.bin', name)

let project: string
let remove = () => {}

/** What a package ships to be read, beside its README. */
const pagesOf: Readonly<Record<string, readonly string[]>> = { '@vsc/engine': ['KERNELS.md'] }

beforeAll(async () => {
  const installation = await installPublished()
  project = installation.project
  remove = installation.remove
})
afterAll(() => remove())

describe.each(published)('$name as published', (each) => {
  const installed = () => join(project, 'node_modules', each.name)
  const tarball = () => tarballOf(each, join(project, 'tarballs'))
  const manifest = (): Manifest => readManifest(installed())

  it('holds what was built, and nothing else', () => {
    const extra = readdirSync(installed()).filter((file) => file !== 'node_modules')
    const pages = [...(pagesOf[each.name] ?? []), ...readdirSync(each.folder).filter((file) => file === 'CHANGELOG.md')]
    expect(extra.sort()).toEqual(['LICENSE', 'README.md', 'dist', 'package.json', ...pages].sort())
    const built = readdirSync(join(installed(), 'dist'))
    expect(built).toEqual(expect.arrayContaining(['index.d.ts', 'index.js']))
    expect(built.filter((file) => !/\.(js|js\.map|d\.ts|css)$/.test(file))).toEqual([])
  })

  it('leads to nothing outside it', () => {
    const { exports, dependencies = {}, peerDependencies = {} } = manifest()
    const built = entriesOf(each).map(({ specifier, file }) => {
      const name = basename(file, '.ts')
      return [`.${specifier.slice(each.name.length)}`, { types: `./dist/${name}.d.ts`, default: `./dist/${name}.js` }]
    })
    expect(Object.entries(exports ?? {})).toEqual(built)
    const ranges = Object.values({ ...dependencies, ...peerDependencies })
    expect(ranges.filter((range) => /^(workspace|catalog|link|file):/.test(range))).toEqual([])
  })

  it('passes publint', async () => {
    await run(tool('publint'), ['run', await tarball(), '--strict'], root)
  })

  it('passes Are the types wrong?', async () => {
    await run(tool('attw'), ['--profile', 'esm-only', await tarball()], root)
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
  const dist = join(project, 'node_modules', name, 'dist') // types that two entries share are in files of their own
  const types = readdirSync(dist)
    .filter((file) => file.endsWith('.d.ts'))
    .map((file) => readFileSync(join(dist, file), 'utf8'))
    .join('\n')
  const comments = text.match(/\/\*\* .* \*\//g) ?? []
  expect(comments.length).toBeGreaterThan(10)
  expect(comments.filter((comment) => !types.includes(comment))).toEqual([])
})

describe.each(programs)('the program $name as published', (each) => {
  const program = () => join(project, 'node_modules/.bin/vsc')

  it('passes publint', async () => {
    await run(tool('publint'), ['run', await tarballOf(each, join(project, 'tarballs')), '--strict'], root)
  })

  it('trains a model and evaluates it', async () => {
    await run(program(), ['train', '--preset', 'smoke', '--quiet', '--out', 'run'], project)
    expect(JSON.parse(await run(program(), ['evaluate', 'run', '--json'], project))).toMatchObject({ model: 'vsc' })
  })

  it.skipIf(process.platform === 'win32')('says in one line that it may open too few files', async () => {
    const script = `ulimit -n 40; exec '${program()}' train --preset smoke --quiet --out few-files`
    const said = await run('sh', ['-c', script], project).catch(
      ({ cause }) => cause as { code: number; stderr: string },
    )
    if (typeof said === 'string') return // what is loaded at a time depends on what else the machine does
    expect(said.code).toBe(1)
    expect(said.stderr).toMatch(/^error: [^\n]+\n$/) // Node.js itself may take it for a package that is not there
  })
})

describe('the types of all packages', () => {
  const modules = [...published, ...programs].map(({ name }) => name)

  /** What a compiler says of a project that checks every declaration it meets, ours and those they drag in. */
  async function check(compiler: string, module: string): Promise<string> {
    const options = {
      ...{ target: 'es2023', strict: true, exactOptionalPropertyTypes: true, noEmit: true, skipLibCheck: false },
      types: ['node', 'long'], // TypeScript 7 takes none by itself; Long is TensorFlow.js's
      ...(module === 'bundler' ? { module: 'esnext', moduleResolution: 'bundler' } : { module }),
    }
    const config = `tsconfig.${module}.json`
    writeFileSync(join(project, config), JSON.stringify({ compilerOptions: options, files: ['everything.ts'] }))
    return run(process.execPath, [compiler, '-p', config], project)
  }

  beforeAll(async () => {
    const imports = modules.map((name, i) => `import * as m${i} from '${name}'\nexport { m${i} }\n`)
    const chained =
      "import type { Tensor } from '@tensorflow/tfjs-core'\nexport const square = (x: Tensor) => x.square()\n"
    writeFileSync(join(project, 'everything.ts'), imports.join('') + chained)
    const options = ['--no-audit', '--no-fund', '--no-save', '--prefix', join(project, 'typescript-7')]
    await run('npm', ['install', ...options, 'typescript@7'], project)
  })

  it.each(['nodenext', 'node16', 'bundler'])('hold under %s, TypeScript 5.9', async (module) => {
    expect(await check(join(root, 'node_modules/typescript/bin/tsc'), module)).toBe('')
  })

  // TensorFlow.js asks for types of WebGPU that TypeScript 7 declares itself, in every project that has both: nothing of ours.
  const isOfWebGpu = (line: string) => /@webgpu\/types|lib\.dom\.d\.ts/.test(line)

  it.each(['nodenext', 'node16', 'bundler'])('hold under %s, TypeScript 7', async (module) => {
    const compiler = join(project, 'typescript-7/node_modules/typescript/bin/tsc')
    const said = await check(compiler, module).catch((error: Error) => error.message)
    const errors = said.split('\n').filter((line) => /^\S.*error TS/.test(line))
    expect(errors.filter((line) => !isOfWebGpu(line))).toEqual([])
  })
})
