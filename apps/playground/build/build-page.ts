import { join } from 'node:path'
import { build, type InlineConfig } from 'vite'
import { oneFile } from './one-file.js'
import { onnxRuntime } from './onnx-runtime.js'

const root = join(import.meta.dirname, '..')

/** The folder that is built, to be served from anywhere or opened from disk. */
export const builtFolder = join(root, 'dist')

/** How the page is built, and served where it is. */
export const viteConfig = (outDir = builtFolder): InlineConfig => ({
  root,
  configFile: false,
  logLevel: 'warn',
  resolve: {
    conditions: ['@vsc/source', 'module', 'browser', 'production'],
    alias: { 'node:module': join(import.meta.dirname, 'no-require.ts') },
  },
  build: {
    outDir,
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: false,
    assetsInlineLimit: Number.POSITIVE_INFINITY,
    chunkSizeWarningLimit: 3000,
    rolldownOptions: {
      external: /^node:(?!module$)/, // whole packages are looked at; what only Node.js has must not be among what is used
      output: { codeSplitting: false },
      transform: { define: { 'import.meta.url': '""', 'import.meta.resolve': 'undefined' } },
    },
  },
  plugins: [onnxRuntime(), oneFile()],
})

/** Builds the page into a folder of its own. */
export async function buildPage(outDir?: string): Promise<void> {
  await build(viteConfig(outDir))
}
