import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject } from 'vitest'
import { apps, packages, type WorkspacePackage } from '../workspace.js'
import { run } from './run.js'

const isPublished = ({ manifest }: WorkspacePackage) => !manifest.private

export const published = packages.filter(isPublished)
export const programs = apps.filter(isPublished)

/** A person's folder that had nothing in it, and now has packages. */
export interface Installation {
  readonly project: string
  remove(): void
}

/** What installs: the program, and what it is given before the packages. */
export type Installer = readonly [program: string, ...args: string[]]

export const npm: Installer = ['npm', 'install', '--no-audit', '--no-fund', '--loglevel=error']

/** Installs packages in an empty folder, as a stranger does: with nothing set but the registry, and install scripts allowed. */
export async function install(names: readonly string[], installer: Installer = npm): Promise<Installation> {
  const { url } = inject('registry')
  const project = realpathSync(mkdtempSync(join(tmpdir(), 'project-')))
  writeFileSync(join(project, 'package.json'), JSON.stringify({ private: true, type: 'module' }))
  writeFileSync(join(project, '.npmrc'), `registry=${url}\n`)
  await add(project, names, installer)
  return { project, remove: () => rmSync(project, { recursive: true, force: true }) }
}

/** Installs packages beside those that a project has. */
export async function add(
  project: string,
  names: readonly string[],
  [program, ...args]: Installer = npm,
): Promise<void> {
  const { url } = inject('registry')
  const settings = { npm_config_registry: url, YARN_REGISTRY: url, npm_config_store_dir: join(project, '.store') }
  await run(program, [...args, ...names], project, settings)
}

/** Installs every package and program, and what a page of documentation uses besides. */
export const installPublished = (): Promise<Installation> =>
  install([...[...published, ...programs].map(({ name }) => name), '@tensorflow/tfjs', '@types/node', 'zod'])

/** The packages that npm says would run a script as they are installed. */
export function withInstallScripts(project: string): string[] {
  const lock = JSON.parse(readFileSync(join(project, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, { readonly hasInstallScript?: boolean }>>
  }
  return Object.keys(lock.packages).filter((name) => lock.packages[name]!.hasInstallScript)
}

/** All that an installation takes, in MB. */
export function megabytes(project: string, folder = 'node_modules'): number {
  const files = readdirSync(join(project, folder), { recursive: true, withFileTypes: true }).filter((file) =>
    file.isFile(),
  )
  return files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0) / 1e6
}

/** The tarball of a package, as the registry gives it. */
export async function tarballOf({ name, manifest }: WorkspacePackage, folder: string): Promise<string> {
  const { version } = manifest as unknown as { version: string }
  const file = `${name.replace(/^@.*\//, '')}-${version}.tgz`
  const reply = await fetch(`${inject('registry').url}${name}/-/${file}`)
  if (!reply.ok) throw new Error(`the registry has no ${file}: ${reply.status}`)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, file), Buffer.from(await reply.arrayBuffer()))
  return join(folder, file)
}
