import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { root } from '../workspace.js'
import { startRegistry } from './registry.js'
import { run } from './run.js'

declare module 'vitest' {
  interface ProvidedContext {
    /** The registry that everything was published to, and the home folder whose settings lead there. */
    readonly registry: { readonly url: string; readonly home: string }
  }
}

/** Publishes the packages as a release does, to a registry on this machine. */
export async function setup(project: TestProject): Promise<() => void> {
  const upstream = await run('npm', ['config', 'get', 'registry'], root)
  const { url, home, stop } = await startRegistry(upstream.trim())
  try {
    const environment = leadingTo(url, home)
    // Nothing of a test may ever go anywhere else.
    for (const manager of ['npm', 'pnpm']) {
      const registry = (await run(manager, ['config', 'get', 'registry'], root, environment)).trim()
      if (registry !== url) throw new Error(`${manager} would publish to ${registry}, expected ${url}`)
    }
    await run('pnpm', ['run', 'release', '--skip-checks', '--no-git-tag'], root, environment)
  } catch (error) {
    stop()
    throw error
  }
  project.provide('registry', { url, home })
  return stop
}

/** Settings that lead to the registry, whatever this process was told: npm tells its children where its own registry is. */
function leadingTo(url: string, home: string): Readonly<Record<string, string | undefined>> {
  const settings = Object.keys(process.env).filter((name) => /^p?npm_config_/i.test(name))
  return {
    ...Object.fromEntries(settings.map((name) => [name, undefined])),
    ...{ HOME: home, USERPROFILE: home },
    ...{ npm_config_registry: url, pnpm_config_registry: url, npm_config_userconfig: join(home, '.npmrc') },
  }
}
