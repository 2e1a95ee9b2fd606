import { useEffect, useState } from 'preact/hooks'
import type { Settings } from '../settings.js'
import type { ModelView } from '../view.js'
import type { Watcher } from '../worker/playground.js'
import { type Curves, withSteps } from './curves.js'

/** All that the page shows and that changes. */
export interface PageState {
  readonly settings: Settings
  readonly playing: boolean
  readonly stepsPerSecond: number
  /** Steps taken, by the name of the model. */
  readonly iterations: ReadonlyMap<string, number>
  readonly curves: Curves
  readonly views: readonly ModelView[]
  /** What went wrong, in a line; empty where nothing did. */
  readonly problem: string
  /** What was done, in a line. */
  readonly said: string
}

/** The state of the page, and what changes it. */
export interface Store {
  readonly state: () => PageState
  readonly change: (part: Partial<PageState>) => void
  readonly subscribe: (listener: () => void) => () => void
  /** What the playground tells. */
  readonly watcher: Watcher
}

export function createStore(settings: Settings): Store {
  let state: PageState = {
    settings,
    playing: false,
    stepsPerSecond: 0,
    iterations: new Map(),
    curves: new Map(),
    views: [],
    problem: '',
    said: '',
  }
  const listeners = new Set<() => void>()
  const change = (part: Partial<PageState>) => {
    state = { ...state, ...part }
    for (const listener of listeners) listener()
  }
  return {
    state: () => state,
    change,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    watcher: {
      stepped(news, stepsPerSecond) {
        const iterations = new Map(state.iterations)
        for (const { name, iteration } of news) iterations.set(name, iteration)
        change({ iterations, stepsPerSecond, curves: withSteps(state.curves, news) })
      },
      looked(views) {
        change({ views, iterations: new Map(views.map(({ name, iteration }) => [name, iteration])) })
      },
      playing: (playing, problem = '') => change({ playing, ...(problem !== '' && { problem }) }),
    },
  }
}

/** The state, as it is now; the component is drawn again when it changes. */
export function useStore({ state, subscribe }: Store): PageState {
  const [now, set] = useState(state)
  useEffect(() => {
    set(state())
    return subscribe(() => set(state()))
  }, [state, subscribe])
  return now
}
