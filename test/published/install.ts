import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { apps, packages, type WorkspacePackage } from '../workspace.js'

const isPublished = ({ manifest }: WorkspacePackage) => !manifest.private

export const published = packages.filter(isPublished)
export const programs = apps.filter(isPublished)

/** Runs a program, and fails with all that it printed where it fails. */
export async function run(command: string, args: readonly string[], cwd: string): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(command, args, { cwd, maxBuffer: 1e8 })
    return stdout
  } catch (cause) {
    const { stdout, stderr } = cause as { stdout?: string; stderr?: string }
    throw new Error(`${command} ${args.join(' ')}\n${stdout ?? ''}${stderr ?? ''}`, { cause })
  }
}

export interface Installation {
  /** An empty project that has the packages. */
  readonly project: string
  readonly tarballs: ReadonlyMap<WorkspacePackage, string>
  remove(): void
}

/** Packs every package, and installs them all as npm does, with nothing that an install script would have made. */
export async function installPublished(): Promise<Installation> {
  const [temporary, project] = ['published-', 'project-'].map((name) =>
    realpathSync(mkdtempSync(join(tmpdir(), name))),
  ) as [string, string]
  const tarballs = new Map<WorkspacePackage, string>()
  for (const each of [...published, ...programs]) tarballs.set(each, await pack(each, temporary))
  writeFileSync(join(project, 'package.json'), JSON.stringify({ private: true, type: 'module' }))
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error']
  await run('npm', ['install', ...options, ...tarballs.values()], project)
  const remove = () => {
    for (const folder of [temporary, project]) rmSync(folder, { recursive: true, force: true })
  }
  return { project, tarballs, remove }
}

/** Packs as `pnpm publish` does: without the condition that leads to sources, and with versions for `workspace:`. */
async function pack(each: WorkspacePackage, temporary: string): Promise<string> {
  const folder = mkdtempSync(join(temporary, 'tarball-'))
  await run('pnpm', ['pack', '--pack-destination', folder], each.folder)
  return join(folder, readdirSync(folder)[0]!)
}
