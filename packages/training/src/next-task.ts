/** What Node.js has and pages have not. */
interface Runtime {
  readonly setImmediate?: (done: () => void) => unknown
}

/**
 * Waits until what waits has had its turn: an abort, a click, the redrawing of a progress bar. A timer would not do, for browsers let it
 * wait for milliseconds, and in pages that nobody looks at for a second.
 */
export function nextTask(): Promise<void> {
  const { setImmediate } = globalThis as Runtime
  return new Promise((done) => {
    if (setImmediate !== undefined) setImmediate(done)
    else postMessage(done)
  })
}

function postMessage(done: () => void): void {
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = () => {
    port1.close()
    done()
  }
  port2.postMessage(undefined)
}
