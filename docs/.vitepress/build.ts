import { join } from 'node:path'
import { build } from 'vitepress'
import { writeReference } from './reference/write-reference.js'

/** `pnpm run docs`: the reference from the sources, then the whole site into docs/.vitepress/dist. */
await writeReference()
await build(join(import.meta.dirname, '..'))
