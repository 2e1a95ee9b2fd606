import { homedir } from 'node:os'
import { join } from 'node:path'

/**
 * The folder that holds the data sets, one folder each: the environment variable VSC_DATA_DIR where it is set, else `vsc` in the
 * platform's folder for caches.
 *
 * @example
 * console.log(`Fashion-MNIST belongs in ${dataDirectory()}/fashion-mnist`)
 */
export function dataDirectory(): string {
  return process.env.VSC_DATA_DIR || cacheDirectory()
}

/** The folder of one data set. */
export function directoryOf(name: string): string {
  return join(dataDirectory(), name)
}

/** The folder for what can be made again, where the data's own folder cannot be written. */
export function cacheDirectory(): string {
  return join(platformCache(), 'vsc')
}

function platformCache(): string {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env
  switch (process.platform) {
    case 'win32':
      return LOCALAPPDATA || join(homedir(), 'AppData', 'Local')
    case 'darwin':
      return join(homedir(), 'Library', 'Caches')
    default:
      return XDG_CACHE_HOME || join(homedir(), '.cache')
  }
}
