import { SingleBar } from 'cli-progress'
import type { ProgressListener, TrainingProgress } from '../progress.js'

/** What is used of a stream of Node.js such as `process.stderr`. */
interface TextStream {
  readonly isTTY?: boolean
  write(text: string): unknown
}

/** Options of `terminalProgress`; by default it writes to stderr. */
export interface TerminalProgressOptions {
  /** What is being trained, at the start of the line. */
  readonly label?: string
  /** `process.stderr` by default. */
  readonly stream?: TextStream
  /** Seconds between lines where the stream is no terminal. */
  readonly every?: number
}

/**
 * Shows progress on stderr: on a terminal a bar with rate, loss terms and time left; elsewhere, as in a log file, a plain
 * line every ten seconds. There is no colour where the environment variable NO_COLOR is set.
 */
export function terminalProgress({
  label = 'training',
  stream = process.stderr,
  every = 10,
}: TerminalProgressOptions = {}): ProgressListener {
  return stream.isTTY && process.env.TERM !== 'dumb' ? bar(label, stream) : lines(label, stream, every)
}

function bar(label: string, stream: TextStream): ProgressListener {
  const coloured = !process.env.NO_COLOR
  const drawn = coloured ? '\u001b[36m{bar}\u001b[39m' : '{bar}'
  const format = `{label} ${drawn} {percentage}% | {value}/{total} | {rate} | {left} left{terms}`
  const single = new SingleBar({
    format,
    stream: stream as NodeJS.WriteStream,
    barsize: 24,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    hideCursor: true,
    gracefulExit: false, // what to do on Ctrl-C is the program's to say
  })
  return (progress) => {
    const payload = { label, rate: rateText(progress), left: timeLeft(progress), terms: termsText(progress) }
    if (!single.isActive && progress.state === 'running') single.start(progress.iterations, progress.iteration, payload)
    single.update(progress.iteration, payload)
    if (progress.state !== 'running') single.stop()
  }
}

function lines(label: string, stream: TextStream, every: number): ProgressListener {
  let next = 0 // the first step is shown at once, as a sign of life
  return (progress) => {
    const { state, iteration, iterations } = progress
    if (state === 'running' && (performance.now() < next || iteration === iterations)) return // the end has its own line
    next = performance.now() + every * 1000
    const percentage = Math.floor((100 * iteration) / iterations)
    const end = state === 'running' ? `${timeLeft(progress)} left` : state
    stream.write(
      `${label}: ${iteration}/${iterations} (${percentage}%), ${rateText(progress)}, ${end}${termsText(progress)}\n`,
    )
  }
}

function rateText({ stepsPerSecond }: TrainingProgress): string {
  return stepsPerSecond >= 1 || stepsPerSecond === 0
    ? `${stepsPerSecond.toFixed(stepsPerSecond < 10 ? 1 : 0)} steps/s`
    : `${(1 / stepsPerSecond).toFixed(1)} s/step`
}

function timeLeft({ iteration, iterations, stepsPerSecond }: TrainingProgress): string {
  if (iteration === iterations) return '0 s'
  if (stepsPerSecond === 0) return 'unknown time'
  const seconds = Math.round((iterations - iteration) / stepsPerSecond)
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  return minutes < 60 ? `${minutes} min ${seconds % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

function termsText({ latest }: TrainingProgress): string {
  if (latest === undefined) return ''
  return Object.entries({ loss: latest.loss, ...latest.terms })
    .map(([name, value]) => ` | ${name} ${value.toPrecision(4)}`)
    .join('')
}
