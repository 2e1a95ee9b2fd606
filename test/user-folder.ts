import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { packages, root } from './workspace.js'

/** A folder outside the repository that has the packages as an installation has them. */
export function makeUserFolder(name: string): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), `${name}-`)))
  const link = (target: string, name: string) => symlinkSync(target, join(folder, 'node_modules', name))
  for (const scope of ['@vsc', '@tensorflow']) mkdirSync(join(folder, 'node_modules', scope), { recursive: true })
  for (const each of packages) link(each.folder, each.name)
  for (const name of ['tfjs', 'tfjs-core', 'tfjs-backend-cpu'])
    link(join(root, 'node_modules/@tensorflow', name), `@tensorflow/${name}`)
  link(join(root, 'packages/lab/node_modules/zod'), 'zod')
  link(join(root, 'node_modules/@types'), '@types')
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  return folder
}
