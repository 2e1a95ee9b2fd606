import { join } from 'node:path'
import { build } from 'vitepress'
import { buildPage } from '../../apps/playground/build/build-page.js'
import { writeReference } from './reference/write-reference.js'

/** `pnpm run docs`: the reference from the sources, then the whole site into docs/.vitepress/dist, and the playground into its folder `live`. */
await writeReference()
await build(join(import.meta.dirname, '..'))
await buildPage(join(import.meta.dirname, 'dist/live'))
