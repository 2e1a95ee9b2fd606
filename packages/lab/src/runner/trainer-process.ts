import { fork } from 'node:child_process'
import { extname } from 'node:path'
import type { TrainingProgress } from '@vsc/training'
import { LabError } from '../errors.js'
import type { TrainedWith } from '../store/saved-run.js'
import type { FromTrainer, ToTrainer, TrainingOrder } from './train-child.js'

/** A process that trains one model after the other with one thread. */
export interface TrainerProcess {
  /**
   * Trains a model into its folder, to its end or until the signal; not while another is being trained.
   *
   * @throws LabError RUN_FAILED where the model cannot be trained, or its process ends and reports nothing: its cause has the `code` of
   *   what went wrong, where there is one
   */
  train(order: TrainingOrder, listener: TrainingListener): Promise<TrainedWith>
  /** Ends the process. What it is training it saves first. */
  stop(): void
  /** Ends the process at once, saved or not. */
  kill(): void
}

/** Hears of a training in another process. */
export interface TrainingListener {
  /** After each step that is reported. */
  readonly onProgress: (progress: TrainingProgress) => void
  /** A line for people. */
  readonly onWarning: (message: string) => void
}

/** How the process that trains is started. */
export interface TrainerOptions {
  /** The file of one's own lab, which is read there once more. */
  readonly labFile: string | undefined
  /** Once aborted, the step under way is finished and a checkpoint written. */
  readonly signal: AbortSignal
  /** Given what the process writes to its streams; on this process's own by default. */
  readonly onOutput?: (text: string) => void
}

/** Starts a process that trains models. To start one takes as long as to train a small model. */
export function startTrainer({ labFile, signal, onOutput }: TrainerOptions): TrainerProcess {
  const child = fork(new URL(`./train-child${extname(import.meta.url)}`, import.meta.url), {
    env: withoutSecrets(process.env),
    ...(onOutput && { silent: true }),
  })
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (bytes: Buffer) => onOutput?.(bytes.toString()))
  const tell = (message: ToTrainer) => child.connected && child.send(message)
  const interrupt = () => tell({ kind: 'interrupt' })
  signal.addEventListener('abort', interrupt)
  child.once('exit', () => signal.removeEventListener('abort', interrupt))

  return {
    train: (order, { onProgress, onWarning }) =>
      new Promise((resolve, reject) => {
        const settle = (how: () => void) => {
          child.off('message', hear).off('error', fail).off('exit', die)
          how()
        }
        const fail = (error: unknown) => settle(() => reject(error))
        const hear = (message: FromTrainer) => {
          if (message.kind === 'progress') onProgress(message.progress)
          else if (message.kind === 'warning') onWarning(message.message)
          else if (message.kind === 'ended') settle(() => resolve(message.trainedWith))
          else fail(failed(message.message, message.code))
        }
        const die = (code: number | null, by: string | null) =>
          fail(failed(`its process died (${by ?? `exit code ${code}`})`))
        child.on('message', hear).on('error', fail).on('exit', die)
        if (child.exitCode !== null || child.signalCode !== null) return die(child.exitCode, child.signalCode)
        tell({ kind: 'train', labFile, ...order })
      }),
    stop: () => child.connected && child.disconnect(),
    kill: () => child.kill('SIGKILL'),
  }
}

/** Models are trained without the password of a queue. */
const withoutSecrets = ({ VSC_QUEUE: _, ...rest }: NodeJS.ProcessEnv) => rest

const failed = (message: string, code?: string) => new LabError('RUN_FAILED', message, { cause: { code } })
