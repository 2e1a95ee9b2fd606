import { useCallback, useState } from 'preact/hooks'

interface Past<T> {
  readonly past: readonly T[]
  readonly now: T
  /** What the last change belongs to: those of one drag are one step. */
  readonly gesture: string | undefined
}

/** A state that remembers what it was. */
export interface History<T> {
  readonly now: T
  readonly canUndo: boolean
  /** Changes it; changes of one gesture that follow one another are undone together. */
  change(next: (now: T) => T, gesture?: string): void
  /** Ends a gesture: the next change is a step of its own. */
  settle(): void
  undo(): void
}

/** Steps that can be undone. */
const longest = 100

export function useHistory<T>(first: () => T): History<T> {
  const [{ past, now }, set] = useState<Past<T>>(() => ({ past: [], now: first(), gesture: undefined }))
  const change = useCallback(
    (next: (now: T) => T, gesture?: string) =>
      set((before) => ({
        past:
          gesture !== undefined && gesture === before.gesture
            ? before.past
            : [...before.past, before.now].slice(-longest),
        now: next(before.now),
        gesture,
      })),
    [],
  )
  const settle = useCallback(() => set((before) => ({ ...before, gesture: undefined })), [])
  const undo = useCallback(
    () =>
      set((before) =>
        before.past.length === 0
          ? before
          : { past: before.past.slice(0, -1), now: before.past.at(-1)!, gesture: undefined },
      ),
    [],
  )
  return { now, canUndo: past.length > 0, change, settle, undo }
}
