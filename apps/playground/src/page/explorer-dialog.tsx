import { mountExplorer } from '@vsc/explorer/page'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { RemotePlayground } from './connect.js'

/** What is explored: a model as it is now, beginning with one of the test images. */
export interface Exploring {
  readonly name: string
  readonly example: number
}

/** The explorer over the page, which goes on learning behind it. */
export function ExplorerDialog({
  exploring: { name, example },
  playground,
  onClose,
}: {
  readonly exploring: Exploring
  readonly playground: RemotePlayground
  readonly onClose: () => void
}) {
  const dialog = useRef<HTMLDialogElement>(null)
  const place = useRef<HTMLDivElement>(null)
  const [problem, setProblem] = useState('')
  useEffect(() => {
    dialog.current?.showModal()
    let remove = () => {}
    let isGone = false
    const show = async () => {
      const { contents, weights } = await playground.explore(name)
      if (isGone) return
      const mounted = await mountExplorer({ place: place.current!, contents, weights, example })
      if (isGone) return mounted.remove()
      remove = mounted.remove
      // For the console, and for programs that open the page.
      Object.assign(globalThis, { explorer: mounted.model })
    }
    show().catch((error: Error) => setProblem(error.message))
    return () => {
      isGone = true
      remove()
    }
  }, [name, example, playground])
  return (
    <dialog ref={dialog} class="explorer" aria-label="Explorer" onClose={onClose}>
      <p class="back">
        <button type="button" onClick={() => dialog.current?.close()}>
          Back to the playground
        </button>
      </p>
      {problem !== '' && (
        <p role="alert" class="problem">
          {problem}
        </p>
      )}
      <div ref={place} />
    </dialog>
  )
}
