import type { Engine } from '@vsc/engine'
import type { ExplorerPageContents } from '@vsc/explorer/page'
import type { Settings } from '../settings.js'
import type { ModelView, ShownData } from '../view.js'
import { createSession, type OpenedModel, type Session, type StepNews } from './session.js'

/** What a playground tells those who watch it. */
export interface Watcher {
  /** Steps were taken. */
  stepped(news: readonly StepNews[], stepsPerSecond: number): void
  /** The models were looked at. */
  looked(views: readonly ModelView[]): void
  /** It began or ceased to step by itself; a problem is why it ceased. */
  playing(isPlaying: boolean, problem?: string): void
}

/** The models of the page, and what people do with them. It lives in a worker. */
export interface Playground {
  /** Makes everything ready: says what computes, and which images are shown. */
  begin(settings: Settings, backend: string | null, page: string, watcher: Watcher): Promise<Begun>
  /** Steps until it is paused, or so many times. */
  play(steps?: number): Promise<void>
  pause(): Promise<void>
  change(settings: Settings): Promise<void>
  restart(): Promise<void>
  save(name: string): Promise<Uint8Array<ArrayBuffer>>
  open(file: string, bytes: Uint8Array): Promise<OpenedModel>
  explore(name: string): Promise<ExplorerPageContents>
}

export interface Begun {
  readonly shown: ShownData
  /** What computes, for people. */
  readonly device: string
  /** The numbers of what computes: `tfjs:webgl`. */
  readonly engine: string
  /** What is to be said of it. */
  readonly note: string
  /** Whether the traced engine would be quicker, which has to be loaded. */
  readonly isSlow: boolean
}

/** What computes. */
export interface Started extends Pick<Begun, 'note' | 'isSlow'> {
  readonly engine: Engine
}

/** Milliseconds from one look at the models to the next while they learn, and the share of the time that goes into looking at most. */
const [lookEvery, lookShare] = [1000, 0.15]

/** Milliseconds from one word about steps to the next: the page draws no more often. */
const tellEvery = 50

/** @param startEngine makes what computes ready: that of this name, or the best there is */
export function createPlayground(startEngine: (backend: string | null, page: string) => Promise<Started>): Playground {
  let session: Session
  let watcher: Watcher
  let left = 0 // steps that it is still to take by itself
  // One thing at a time: what is asked for waits until a step is done, and the next step waits for it.
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(work)
    last = done.catch(() => {})
    return done
  }
  const look = async () => watcher.looked(await session.look())
  const lookInTurn = <T>(work: () => Promise<T>): Promise<T> =>
    inTurn(async () => {
      const done = await work()
      await look()
      return done
    })

  async function run(): Promise<void> {
    watcher.playing(true)
    let told = performance.now()
    let nextLook = told + lookEvery
    let news: StepNews[] = []
    let steps = 0
    let problem: string | undefined
    const tell = () => {
      const now = performance.now()
      watcher.stepped(news, (1000 * steps) / (now - told))
      told = now
      news = []
      steps = 0
    }
    try {
      for (; left > 0; left--) {
        news.push(...(await inTurn(() => session.step())))
        steps += 1
        if (performance.now() - told >= tellEvery) tell()
        if (performance.now() >= nextLook) {
          const start = performance.now()
          await inTurn(look)
          const took = performance.now() - start
          nextLook = performance.now() + Math.max(lookEvery, took / lookShare)
        }
      }
    } catch (error) {
      problem = (error as Error).message
    }
    left = 0
    if (steps > 0) tell()
    await inTurn(look).catch((error: Error) => {
      problem ??= error.message
    })
    watcher.playing(false, problem)
  }

  return {
    async begin(settings, backend, page, toTell) {
      watcher = toTell
      const { engine, note, isSlow } = await startEngine(backend, page)
      session = createSession(engine, settings)
      await inTurn(look)
      return { shown: session.shown, device: engine.device, engine: engine.name, note, isSlow }
    },
    async play(steps = Number.POSITIVE_INFINITY) {
      const isPlaying = left > 0
      left = steps
      if (!isPlaying) void run()
    },
    async pause() {
      left = Math.min(left, 0)
    },
    change: (settings) => lookInTurn(() => session.change(settings)),
    restart: () => lookInTurn(() => session.restart()),
    save: (name) => inTurn(() => session.save(name)),
    open: (file, bytes) => lookInTurn(() => session.open(file, bytes)),
    explore: (name) => inTurn(() => session.explore(name)),
  }
}
