import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { add, type Installer, install, npm } from './install.js'
import { run } from './run.js'

const peers = ['@tensorflow/tfjs-core', '@tensorflow/tfjs-backend-cpu']
const npx = (tool: string): Installer => ['npx', '-y', tool]

const program = `
import { createEngine } from '@vsc/engine'
const engine = await createEngine()
const square = await engine.program({ inputs: { x: { shape: [3] } }, body: (_, { x }) => ({ outputs: { y: x.square() } }) })
const { y } = await square.step({ x: Float32Array.of(1, 2, 3) })
await square.dispose()
console.log(engine.name, [...y])
`

const installers: readonly (readonly [string, readonly string[], Installer])[] = [
  ['npm install', [], ['npm', 'install', '--no-audit', '--no-fund']],
  ['npm install --ignore-scripts', [], ['npm', 'install', '--ignore-scripts', '--no-audit', '--no-fund']],
  ['npm install --omit=optional', [], ['npm', 'install', '--omit=optional', '--no-audit', '--no-fund']],
  ['pnpm add', [], [...npx('pnpm@12'), 'add']],
  ['yarn add', peers, [...npx('yarn@1.22'), 'add', '--no-lockfile']],
]

it.each(installers)('%s @vsc/engine gives an engine that runs', async (name, peersOf, installer) => {
  const { project, remove } = await install(['@vsc/engine', ...peersOf], installer)
  try {
    writeFileSync(join(project, 'square.js'), program)
    const said = await run(process.execPath, ['--no-warnings', 'square.js'], project)
    const engine = name.includes('omit') ? 'tfjs:cpu' : /^(onnx|tfjs:node)/.exec(said)?.input.split(' ')[0]
    expect(said).toBe(`${engine} [ 1, 4, 9 ]\n`)
  } finally {
    remove()
  }
})

it("a project's own TensorFlow.js is used, an older one too, and registers nothing twice", async () => {
  const { project, remove } = await install(['@tensorflow/tfjs@4.21.0'], [...npm, '--save-exact'])
  try {
    await add(project, ['@vsc/core', '@vsc/engine'])
    writeFileSync(join(project, 'square.js'), program)
    const lines = ["import * as tf from '@tensorflow/tfjs'", "import '@vsc/core'", 'console.log(tf.version_core)']
    writeFileSync(join(project, 'own.js'), lines.join('\n'))
    writeFileSync(join(project, 'all.js'), "await import('./own.js')\nawait import('./square.js')\n")
    const says = /^4\.21\.0\n\S+ \[ 1, 4, 9 \]\n$/
    expect(await runWithWarnings('all.js', project)).toMatch(says)
    const found = readdirSync(join(project, 'node_modules'), { recursive: true, encoding: 'utf8' })
    expect(found.filter((file) => /tfjs-(core|backend-cpu).package\.json$/.test(file))).toHaveLength(2)
  } finally {
    remove()
  }
})

/** What a program prints, its warnings too. */
const runWithWarnings = (file: string, project: string): Promise<string> =>
  run(process.execPath, ['-e', `console.warn = console.log\nimport('./${file}')`], project)
