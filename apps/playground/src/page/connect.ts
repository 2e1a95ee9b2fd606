import { proxy, type Remote, wrap } from 'comlink'
import type { Settings } from '../settings.js'
import type { Begun, Playground, Watcher } from '../worker/playground.js'

/** A playground in a worker of its own. */
export type RemotePlayground = Omit<Remote<Playground>, 'begin'>

/**
 * Starts the worker, which runs the page's own program once more, and the playground in it.
 *
 * @throws Error in one line where the browser can compute nothing
 */
export async function connect(
  settings: Settings,
  backend: string | null,
  watcher: Watcher,
): Promise<{ readonly playground: RemotePlayground; readonly begun: Begun }> {
  const program = document.getElementById('program')?.textContent ?? ''
  const address = URL.createObjectURL(new Blob([program], { type: 'text/javascript' }))
  const worker = new Worker(address, { name: 'playground' })
  const broken = new Promise<never>((_, reject) => {
    worker.onerror = ({ message }) => reject(new Error(message || 'the worker does not start'))
  })
  const playground = wrap<Playground>(worker)
  const begun = await Promise.race([playground.begin(settings, backend, location.href, proxy(watcher)), broken])
  return { playground, begun }
}
