import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative } from 'node:path'
import * as tf from '@tensorflow/tfjs-core'
import { build, type Plugin } from 'esbuild'

// TensorFlow.js ships the gradients and the chained form of its ops (`x.square()`) as modules that no Node.js program can load: ES
// modules whose imports have no extensions. They are put together here into one function of a TensorFlow.js that was loaded
// otherwise, and call nothing but what that exports.

const target = new URL('../src/tensorflow/gradients.js', import.meta.url)
const dist = join(dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-core/package.json')), 'dist')

/** Modules whose contents TensorFlow.js exports under a name, and the names. */
const namespaces: Readonly<Record<string, string>> = {
  'util.js': 'util',
  'util_base.js': 'util',
  'ops/axis_util.js': 'backend_util',
  'ops/broadcast_util.js': 'broadcast_util',
  'ops/conv_util.js': 'backend_util',
  'ops/slice_util.js': 'slice_util',
}

/** Modules whose state is shared between all copies of TensorFlow.js in a process, as seen from outside. */
const shared: Readonly<Record<string, string>> = {
  'engine.js': "import { engine } from 'tf'\nexport const ENGINE = engine()",
  'tensor.js':
    "import { Tensor } from 'tf'\nexport { Tensor }\nexport const getGlobalTensorClass = () => globalThis._tfGlobals?.get('Tensor') ?? Tensor",
  'kernel_registry.js':
    "import { getGradient, registerGradient as register } from 'tf'\nexport const registerGradient = (config) => getGradient(config.kernelName) ?? register(config)",
}

/** The names of a namespace, each looked up only where it is used. */
function namespaceModule(space: string): string {
  const names = Object.keys((tf as unknown as Record<string, object>)[space]!)
  const lookedUp = (name: string) => `export const ${name} = /* @__PURE__ */ (() => ${space}.${name})()`
  return [`import { ${space} } from 'tf'`, ...names.map(lookedUp)].join('\n')
}

const exportedNames = (file: string): string[] =>
  [
    ...readFileSync(file, 'utf8').matchAll(
      /^export (?:async )?(?:function|const|class|var|let) (\w+)|^export \{ ([^}]+) \}/gm,
    ),
  ].flatMap(([, one, list]) =>
    one === undefined ? list!.split(/,\s*/).map((name) => name.replace(/.* as /, '')) : [one],
  )

/** Resolves every module to what TensorFlow.js exports of it; only what it keeps to itself is copied. */
const fromPublicNames: Plugin = {
  name: 'from-public-names',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\./ }, ({ path, resolveDir }) => {
      const file = join(resolveDir, path.endsWith('.js') ? path : `${path}.js`)
      const name = relative(dist, file)
      const inlined = /^(gradients\/|public\/|register_all)/.test(name) || basename(name) === 'selu_util.js'
      if (inlined) return { path: file, sideEffects: true }
      const names = exportedNames(file)
      if (name in shared || name in namespaces) return { path: name, namespace: 'own' }
      const isPublic = name === 'ops/ops.js' || names.every((each) => each in tf)
      return isPublic ? { path: 'tf', external: true } : { path: file }
    })
    onResolve({ filter: /^tf$/ }, ({ path }) => ({ path, external: true }))
    onLoad({ filter: /./, namespace: 'own' }, ({ path }) => ({
      contents: shared[path] ?? namespaceModule(namespaces[path]!),
    }))
  },
}

/** The module: a function that gives a TensorFlow.js what it lacks. */
export async function gradientsModule(): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents: "import './register_all_gradients'\nimport './public/chained_ops/register_all_chained_ops'",
      resolveDir: dist,
    },
    bundle: true,
    write: false,
    format: 'esm',
    target: 'node20',
    legalComments: 'none',
    logLevel: 'error',
    plugins: [fromPublicNames],
  })
  const { version } = JSON.parse(readFileSync(join(dist, '../package.json'), 'utf8')) as { version: string }
  const code = outputFiles[0]!.text
    .replaceAll(/^ *\/\/ .*\n/gm, '')
    .replaceAll(/^ *\/\*\*[\s\S]*?\*\/\n/gm, '')
    .replaceAll(
      /^import \{([^}]*)\} from "tf";$/gm,
      (_, names: string) => `const {${names.replaceAll(' as ', ': ')}} = tf;`,
    )
  return [
    '/**',
    ` * @license Gradients and chained ops of TensorFlow.js ${version}. Copyright Google LLC. Licensed under the Apache License, Version 2.0:`,
    ' * http://www.apache.org/licenses/LICENSE-2.0',
    ' *',
    ' * Put together by scripts/generate-gradients.ts; do not edit.',
    ' */',
    'export function registerGradients(tf) {',
    code.trimEnd(),
    '}',
    '',
  ].join('\n')
}

if (process.argv[1]?.endsWith('generate-gradients.ts')) writeFileSync(target, await gradientsModule())
