import { cpus } from 'node:os'

/** Work is timed only while others leave the processor alone: groups in which they used more of a core are dropped. */
const GATE = 0.08

export interface Timing {
  /** Milliseconds of the laps that count: the quiet ones, or the quietest where none was quiet. */
  readonly laps: readonly number[]
  readonly median: number
  readonly quietLaps: number
}

export interface LapTimer {
  /** Ends a lap and begins the next. True once enough laps were undisturbed, or the time is up. */
  lap(): boolean
  timing(): Timing
}

export function startLaps({ laps, maxSeconds }: { laps: number; maxSeconds: number }): LapTimer {
  const samples: { readonly ms: number; readonly foreign: number }[] = []
  const quiet = () => samples.filter(({ foreign }) => foreign <= GATE)
  const started = performance.now()
  let begin = { at: started, ...usage() }
  return {
    lap() {
      const end = { at: performance.now(), ...usage() }
      const ms = end.at - begin.at
      samples.push({ ms, foreign: (end.all - begin.all - (end.own - begin.own)) / ms })
      begin = end
      return quiet().length >= laps || end.at - started > maxSeconds * 1000
    },
    timing() {
      const quietest = samples.toSorted((a, b) => a.foreign - b.foreign).slice(0, 3)
      const kept = quiet().length > 0 ? quiet() : quietest
      const laps = kept.map(({ ms }) => ms)
      return { laps, median: median(laps), quietLaps: quiet().length }
    },
  }
}

/** Milliseconds of processor time spent so far, by everyone and by this process. */
function usage(): { all: number; own: number } {
  const all = cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0)
  const { user, system } = process.cpuUsage()
  return { all, own: (user + system) / 1000 }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
