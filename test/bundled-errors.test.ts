import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { exitCodeOf, exitCodes, isVscError } from '@vsc/terminal'
import { build } from 'tsup'
import { afterAll, expect, it } from 'vitest'
import { apps, packages, root, sourceFiles } from './workspace.js'

// Errors keep what programs tell them by, whatever a bundler makes of names and places.

const folder = mkdtempSync(join(tmpdir(), 'vsc-bundled-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function bundle(entry: string, name: string): Promise<string> {
  await build({
    config: false,
    silent: true,
    entry: { [name]: entry },
    outDir: folder,
    format: ['esm'],
    platform: 'node',
    target: 'node20',
    outExtension: () => ({ js: '.mjs' }),
    minify: true,
    noExternal: [/.*/],
    esbuildOptions: (options) => {
      options.conditions = ['@vsc/source']
      // What is CommonJS in TensorFlow.js asks for modules of Node.js.
      options.banner = {
        js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
      }
    },
  })
  return join(folder, `${name}.mjs`)
}

const files = [...packages, ...apps].flatMap(({ folder }) =>
  sourceFiles(join(folder, 'src')).filter((file) => file.endsWith('/src/errors.ts')),
)

it.each(files.map((file) => [file.slice(root.length + 1), file] as const))('%s', async (place, file) => {
  const module: object = await import(pathToFileURL(await bundle(file, place.replaceAll(/\W/g, '-'))).href)
  const classes = Object.entries(module).filter(([name]) => name.endsWith('Error'))
  expect(classes.length).toBeGreaterThan(0)
  for (const [name, ErrorClass] of classes) {
    const error = new ErrorClass('ODD', 'what happened')
    expect(error).toMatchObject({ name, code: 'ODD', message: 'what happened' })
    expect(isVscError(error)).toBe(true)
    expect(exitCodeOf(error)).toBe(exitCodes.badInput)
  }
})

it('what TensorFlow.js refuses while a body is traced has a code in a bundle too', async () => {
  const engine = join(root, 'packages/engine')
  const tfjs = createRequire(join(engine, 'package.json')).resolve('@tensorflow/tfjs')
  const text = `
    import * as tf from ${JSON.stringify(tfjs)}
    import { trace } from ${JSON.stringify(join(engine, 'src/tracing/trace.ts'))}
    const bodies = {
      shape: (x) => tf.matMul(x, tf.ones([4, 4])),
      rank: (x) => tf.conv2d(x, tf.ones([2, 2, 1, 1]), 1, 'same'),
      type: (x) => tf.sqrt(tf.cast(x, 'int32')),
      missing: (x) => tf.bitwiseAnd(tf.cast(x, 'int32'), tf.cast(x, 'int32')),
      own: (x) => tf.tidy(() => { tf.add(x, x); throw new Error('mine') }),
      ownLater: (x) => { try { tf.matMul(x, tf.ones([4, 4])) } catch {}; tf.add(x, x); throw new Error('mine') },
    }
    const codeOf = (op) => {
      try {
        trace({ x: { shape: [2, 3] } }, ({ x }) => ({ y: op(x) }))
        return 'traced'
      } catch ({ code, message }) {
        return code ?? message
      }
    }
    console.log(JSON.stringify(Object.fromEntries(Object.entries(bodies).map(([name, op]) => [name, codeOf(op)]))))
  `
  const entry = join(folder, 'entry.ts')
  writeFileSync(entry, text)
  const printed = execFileSync(process.execPath, [await bundle(entry, 'traced')], { encoding: 'utf8' })
  expect(JSON.parse(printed.trim().split('\n').at(-1)!)).toEqual({
    shape: 'WRONG_SHAPE',
    rank: 'WRONG_SHAPE',
    type: 'WRONG_DTYPE',
    missing: 'UNMAPPED_OP',
    own: 'mine',
    ownLater: 'mine',
  })
})
