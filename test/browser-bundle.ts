import { build, type Metafile } from 'esbuild'
import { root } from './workspace.js'

/** What a page may import. */
export const browserEntries = [
  '@vsc/random',
  '@vsc/tensors',
  '@vsc/metrics',
  '@vsc/data',
  '@vsc/core',
  '@vsc/baselines',
  '@vsc/engine/web',
  '@vsc/training',
] as const

/** A program for a page, as one script. */
export interface BrowserBundle {
  readonly script: string
  /** What stayed an import: nothing in a program that runs in a page. */
  readonly imports: readonly string[]
  /** What came from where. */
  readonly inputs: Metafile['inputs']
}

/** Bundles TypeScript for a page, from the sources of the packages. What only Node.js has stays an import. */
export async function bundleForBrowser(
  code: string,
  {
    resolveDir = root,
    conditions = ['@vsc/source'],
  }: { readonly resolveDir?: string; readonly conditions?: string[] } = {},
): Promise<BrowserBundle> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: code, resolveDir, loader: 'ts', sourcefile: 'page.ts' },
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    conditions,
    external: ['node:*'],
    logLevel: 'error',
    metafile: true,
  })
  const imports = Object.values(metafile.outputs).flatMap((output) => output.imports.map(({ path }) => path))
  return { script: outputFiles[0]!.text, imports, inputs: metafile.inputs }
}
