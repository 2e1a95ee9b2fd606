import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './workspace.js'

/** Every page of Markdown of the repository, by its path from the root; not what tools write. */
export const markdownFiles: readonly string[] = execFileSync(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'],
  { cwd: root, encoding: 'utf8' },
)
  .trim()
  .split('\n')
  .filter((file) => existsSync(join(root, file)) && !file.startsWith('.changeset/') && !file.endsWith('CHANGELOG.md'))
