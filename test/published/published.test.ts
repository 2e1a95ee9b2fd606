import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readmeExamples } from '../examples.js'
import { apps, type Manifest, packages, readManifest, root, type WorkspacePackage } from '../workspace.js'

/** Runs a program, and fails with all that it printed where it fails. */
async function run(command: string, args: readonly string[], cwd: string): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(command, args, { cwd, maxBuffer: 1e8 })
    return stdout
  } catch (cause) {
    const { stdout, stderr } = cause as { stdout?: string; stderr?: string }
    throw new Error(`${command} ${args.join(' ')}\n${stdout ?? ''}${stderr ?? ''}`, { cause })
  }
}

const tool = (name: string) => join(root, 'node_modules/.bin', name)

const isPublished = ({ manifest }: WorkspacePackage) => !manifest.private
const published = packages.filter(isPublished)
const programs = apps.filter(isPublished)
const temporary = mkdtempSync(join(tmpdir(), 'published-'))
const project = mkdtempSync(join(tmpdir(), 'project-'))
const tarballs = new Map<WorkspacePackage, string>()

/** What a package ships to be read, beside its README. */
const pagesOf: Readonly<Record<string, readonly string[]>> = { '@vsc/engine': ['KERNELS.md'] }

/** Packs as `pnpm publish` does: without the condition that leads to sources, and with versions for `workspace:`. */
async function pack(each: WorkspacePackage): Promise<string> {
  const folder = mkdtempSync(join(temporary, 'tarball-'))
  await run('pnpm', ['pack', '--pack-destination', folder], each.folder)
  return join(folder, readdirSync(folder)[0]!)
}

/** An empty project that has the packages, as npm installs them, and nothing that an install script would have made. */
async function install(): Promise<void> {
  writeFileSync(join(project, 'package.json'), JSON.stringify({ private: true, type: 'module' }))
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error']
  await run('npm', ['install', ...options, ...tarballs.values()], project)
}

beforeAll(async () => {
  for (const each of [...published, ...programs]) tarballs.set(each, await pack(each))
  await install()
})
afterAll(() => {
  for (const folder of [temporary, project]) rmSync(folder, { recursive: true, force: true })
})

describe.each(published)('$name as published', (each) => {
  const installed = join(project, 'node_modules', each.name)
  const tarball = () => tarballs.get(each)!
  const manifest = (): Manifest => readManifest(installed)

  it('holds what was built, and nothing else', () => {
    const extra = readdirSync(installed).filter((file) => file !== 'node_modules')
    expect(extra.sort()).toEqual(['LICENSE', 'README.md', 'dist', 'package.json', ...(pagesOf[each.name] ?? [])].sort())
    const built = readdirSync(join(installed, 'dist'))
    expect(built).toEqual(expect.arrayContaining(['index.d.ts', 'index.js']))
    expect(built.filter((file) => !/\.(js|js\.map|d\.ts)$/.test(file))).toEqual([])
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

describe.each(programs)('the program $name as published', ({ name }) => {
  const program = join(project, 'node_modules/.bin', name)

  it('passes publint', async () => {
    const each = programs.find((candidate) => candidate.name === name)!
    await run(tool('publint'), ['run', tarballs.get(each)!, '--strict'], root)
  })

  it('trains a model and evaluates it', async () => {
    await run(program, ['train', '--preset', 'smoke', '--quiet', '--out', 'run'], project)
    expect(JSON.parse(await run(program, ['evaluate', 'run', '--json'], project))).toMatchObject({ model: 'vsc' })
  })
})
