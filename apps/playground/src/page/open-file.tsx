import { useEffect, useRef } from 'preact/hooks'

/** A file of a saved model, chosen or dropped anywhere on the page. */
export function OpenFile({ onOpen }: { readonly onOpen: (file: File) => void }) {
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    const isOpen = () => document.querySelector('dialog[open]') !== null // the explorer takes files of its own
    const over = (event: DragEvent) => isOpen() || event.preventDefault()
    const drop = (event: DragEvent) => {
      if (isOpen()) return
      event.preventDefault()
      const file = event.dataTransfer?.files[0]
      if (file !== undefined) onOpen(file)
    }
    document.addEventListener('dragover', over)
    document.addEventListener('drop', drop)
    return () => {
      document.removeEventListener('dragover', over)
      document.removeEventListener('drop', drop)
    }
  }, [onOpen])
  return (
    <p>
      <button type="button" onClick={() => input.current?.click()}>
        Open a saved model …
      </button>
      <input
        ref={input}
        type="file"
        id="saved-model"
        class="hidden"
        tabIndex={-1}
        aria-label="Open a saved model"
        accept=".safetensors"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0]
          event.currentTarget.value = ''
          if (file !== undefined) onOpen(file)
        }}
      />{' '}
      <span class="quiet">
        or drop it on the page. A file holds the model, its settings and its optimiser, so it goes on where it was; it
        is also what <code>vsc evaluate FILE</code> reads.
      </span>
    </p>
  )
}
