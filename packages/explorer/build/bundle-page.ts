import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const nodeOnly = ['onnxruntime-node', '@tensorflow/tfjs', 'node:*']

/** The program that runs in every page, and its style sheet, each as one text that needs nothing else. */
export async function bundlePage(): Promise<{ readonly script: string; readonly style: string }> {
  const { outputFiles, metafile } = await build({
    entryPoints: [fileURLToPath(new URL('../page/main.tsx', import.meta.url))],
    outdir: 'page',
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    conditions: ['@vsc/source'],
    mainFields: ['module', 'main'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'eof',
    // Whole packages are looked at and little of them is used: what only Node.js has must not be among that.
    external: nodeOnly,
    logOverride: { 'empty-import-meta': 'silent' },
    logLevel: 'error',
    metafile: true,
  })
  const left = Object.values(metafile.outputs).flatMap(({ imports }) => imports.filter(({ external }) => external))
  if (left.length > 0) throw new Error(`a page cannot import ${left.map(({ path }) => path).join(', ')}`)
  const text = (end: string) => outputFiles.find(({ path }) => path.endsWith(end))?.text ?? ''
  return { script: text('.js'), style: text('.css') }
}
