import { useState } from 'preact/hooks'

/** Undo, reset, and the code as JSON. */
export function Toolbar({
  canUndo,
  changed,
  onUndo,
  onReset,
  z,
  title,
}: {
  readonly canUndo: boolean
  readonly changed: boolean
  readonly onUndo: () => void
  readonly onReset: () => void
  readonly z: Float32Array
  readonly title: string
}) {
  const [said, say] = useState('')
  const copy = async () => {
    const text = JSON.stringify({ model: title, code: Array.from(z) })
    say((await copied(text)) ? 'Copied.' : 'This browser does not let pages copy.')
    setTimeout(() => say(''), 4000)
  }
  return (
    <div class="toolbar">
      <button type="button" disabled={!canUndo} onClick={onUndo}>
        Undo
      </button>
      <button type="button" disabled={!changed} onClick={onReset}>
        Reset
      </button>
      <button type="button" onClick={copy}>
        Copy the code
      </button>
      <span role="status" class="quiet">
        {said}
      </span>
    </div>
  )
}

/** Not every browser has a clipboard for pages from disk: there, what is selected is copied. */
async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    const area = document.createElement('textarea')
    area.value = text
    document.body.append(area)
    area.select()
    const done = document.execCommand('copy')
    area.remove()
    return done
  }
}
