import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from '../workspace.js'
import { type Installation, install, megabytes, published, tarballOf, withInstallScripts } from './install.js'
import { run } from './run.js'

// What a stranger gets who installs one package and nothing else.

async function inFolder<T>(names: readonly string[], look: (installation: Installation) => Promise<T> | T): Promise<T> {
  const installation = await install(names)
  try {
    return await look(installation)
  } finally {
    installation.remove()
  }
}

const modulesIn = (project: string): string[] =>
  readdirSync(join(project, 'node_modules'))
    .filter((name) => !name.startsWith('.'))
    .flatMap((name) =>
      name.startsWith('@') ? readdirSync(join(project, 'node_modules', name)).map((each) => `${name}/${each}`) : [name],
    )
    .sort()

describe('installed alone', () => {
  it('@vsc/metrics and @vsc/random have no dependency but each other, and are less than 50 kB to download', () =>
    inFolder(['@vsc/metrics', '@vsc/random'], async ({ project }) => {
      expect(modulesIn(project)).toEqual(['@vsc/metrics', '@vsc/random'])
      const both = published.filter(({ name }) => modulesIn(project).includes(name))
      const sizes = await Promise.all(both.map(async (each) => statSync(await tarballOf(each, project)).size))
      expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(50_000)
      for (const { name } of both) {
        expect(await run(process.execPath, ['--input-type=module', '-e', `await import('${name}')`], project)).toBe('')
      }
    }))

  it('@vsc/core takes less than 60 MB, and none of it is an engine', () =>
    inFolder(['@vsc/core'], async ({ project }) => {
      expect(modulesIn(project).filter((name) => /onnx|engine|backend/.test(name))).toEqual([])
      expect(megabytes(project)).toBeLessThan(60)
      expect(withInstallScripts(project)).toEqual([])
      const program = ['--input-type=module', '-e', "await import('@vsc/core')"]
      expect(await run(process.execPath, program, project)).toBe('') // nor does it print advice
    }))

  it('@vsc/cli takes less than 350 MB, has ONNX Runtime for this machine alone, and trains', () =>
    inFolder(['@vsc/cli'], async ({ project }) => {
      expect(megabytes(project)).toBeLessThan(350)
      expect(withInstallScripts(project)).toEqual([]) // it needs nothing but the registry
      const runtimes = modulesIn(project).filter((name) => /^(@vsc\/)?onnxruntime/.test(name))
      expect(runtimes).toEqual([`@vsc/onnxruntime-${process.platform}-${process.arch}`, 'onnxruntime-common'])
      const vsc = join(project, 'node_modules/.bin/vsc')
      await run(vsc, ['train', '--preset', 'smoke', '--quiet', '--engine', 'onnx:cpu', '--out', 'run'], project)
      expect(existsSync(join(project, 'run/config.json'))).toBe(true)
    }))

  it('@vsc/data needs no types of Node.js', () =>
    inFolder(['@vsc/data'], async ({ project }) => {
      expect(existsSync(join(project, 'node_modules/@types/node'))).toBe(false)
      writeFileSync(join(project, 'data.ts'), "import * as data from '@vsc/data'\nexport { data }\n")
      const options = ['--module', 'nodenext', '--target', 'es2023', '--strict', '--noEmit', '--skipLibCheck', 'false']
      const compiler = join(root, 'node_modules/typescript/bin/tsc')
      expect(await run(process.execPath, [compiler, ...options, 'data.ts'], project)).toBe('')
    }))
})
