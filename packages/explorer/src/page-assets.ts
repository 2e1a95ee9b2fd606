import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'

/** The program and the style sheet of every page. */
export interface PageAssets {
  readonly script: string
  readonly style: string
}

let assets: Promise<PageAssets> | undefined

/** What the package's build has put beside this file; in the workspace, where this file is a source, it is bundled now. */
export const pageAssets = (): Promise<PageAssets> => {
  assets ??= load()
  return assets
}

async function load(): Promise<PageAssets> {
  const [script, style] = ['./page.js', './page.css'].map((name) => new URL(name, import.meta.url))
  if (existsSync(script!)) return { script: await readFile(script!, 'utf8'), style: await readFile(style!, 'utf8') }
  const source = new URL('../build/bundle-page.ts', import.meta.url).href
  const { bundlePage }: { bundlePage: () => Promise<PageAssets> } = await import(/* @vite-ignore */ source)
  return bundlePage()
}
