import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { publishedPackages } from '../test/stamp-manifests.js'
import { root, type WorkspacePackage } from '../test/workspace.js'
import { contentsOf } from './tarball.js'

// Publishes what the registry does not have yet: `pnpm release`, or with --dry-run says what that would be.

const { values: options } = parseArgs({
  options: {
    'dry-run': { type: 'boolean', default: false },
    'skip-checks': { type: 'boolean', default: false },
    'no-git-tag': { type: 'boolean', default: false },
  },
})

const onWindows = process.platform === 'win32'
const run = (program: string, args: readonly string[], cwd = root) =>
  execFileSync(program, args, { cwd, stdio: 'inherit', shell: onWindows })
const answer = (program: string, args: readonly string[], cwd = root) =>
  execFileSync(program, args, { cwd, encoding: 'utf8', shell: onWindows, stdio: ['ignore', 'pipe', 'pipe'] }).trim()

async function printWhatWouldBePublished(): Promise<void> {
  const registry = answer('npm', ['config', 'get', 'registry'])
  const temporary = mkdtempSync(join(tmpdir(), 'release-'))
  try {
    console.log(`To ${registry} would go, with provenance where it is published by continuous integration:\n`)
    for (const each of publishedPackages) {
      const folder = mkdtempSync(join(temporary, 'tarball-'))
      answer('pnpm', ['pack', '--pack-destination', folder], each.folder)
      const tarball = join(folder, readdirSync(folder)[0]!)
      const { files, bytes } = contentsOf(tarball)
      const size = `${inKilobytes(statSync(tarball).size)} packed, ${inKilobytes(bytes)} unpacked, ${files.length} files`
      console.log(`${`${each.name}@${versionOf(each)}`.padEnd(36)} ${size}${await standing(registry, each)}`)
    }
  } finally {
    rmSync(temporary, { recursive: true, force: true })
  }
}

const inKilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(bytes < 10_000 ? 1 : 0)} kB`

const versionOf = ({ manifest }: WorkspacePackage) => (manifest as unknown as { version: string }).version

/** What the registry has of it, where that is worth a word. */
async function standing(registry: string, each: WorkspacePackage): Promise<string> {
  try {
    const reply = await fetch(new URL(each.name.replace('/', '%2f'), registry))
    if (!reply.ok) return reply.status === 404 ? '' : `; the registry answered ${reply.status}`
    const { versions } = (await reply.json()) as { versions: Readonly<Record<string, unknown>> }
    return versionOf(each) in versions ? '; is there already, and would be left alone' : ''
  } catch {
    return '; the registry was not reached'
  }
}

if (options['dry-run']) {
  run('pnpm', ['run', 'build'])
  await printWhatWouldBePublished()
} else {
  run('pnpm', ['run', options['skip-checks'] ? 'build' : 'check'])
  // It goes through pnpm, and so with the exports and versions that a published package has.
  run('pnpm', ['exec', 'changeset', 'publish', ...(options['no-git-tag'] ? ['--no-git-tag'] : [])])
}
