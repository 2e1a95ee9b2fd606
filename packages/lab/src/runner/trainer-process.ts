import { fork } from 'node:child_process'
import { extname } from 'node:path'
import type { TrainingProgress } from '@vsc/training'
import { LabError } from '../errors.js'
import type { PlannedRun } from '../experiment/experiment.js'
import { runFolder } from './experiment-folder.js'
import type { FromTrainer, ToTrainer } from './train-child.js'
import type { TrainingStage } from './train-one-by-one.js'

/** A process that trains one model after the other with one thread. */
export interface TrainerProcess {
  /**
   * Trains a model into its folder, to its end or until the stage is aborted; not while another is being trained.
   *
   * @throws LabError RUN_FAILED where the model cannot be trained, or its process ends and reports nothing
   */
  train(run: PlannedRun, onProgress: (progress: TrainingProgress) => void): Promise<void>
  /** Ends the process. */
  stop(): void
}

/** Starts a process for models of this stage. To start one takes as long as to train a small model. */
export function startTrainer({ lab, folder, signal, announce }: TrainingStage): TrainerProcess {
  const child = fork(new URL(`./train-child${extname(import.meta.url)}`, import.meta.url))
  const tell = (message: ToTrainer) => child.connected && child.send(message)
  const interrupt = () => tell({ kind: 'interrupt' })
  signal.addEventListener('abort', interrupt)
  child.once('exit', () => signal.removeEventListener('abort', interrupt))

  return {
    train: (run, onProgress) =>
      new Promise<void>((resolve, reject) => {
        const settle = (failure?: unknown) => {
          child.off('message', hear).off('error', settle).off('exit', die)
          if (failure === undefined) resolve()
          else reject(failure)
        }
        const hear = (message: FromTrainer) => {
          if (message.kind === 'progress') onProgress(message.progress)
          else if (message.kind === 'warning') announce(`${run.id}: ${message.message}`)
          else settle(message.kind === 'failed' ? failed(message.message) : undefined)
        }
        const die = (code: number | null, by: string | null) =>
          settle(failed(`its process died (${by ?? `exit code ${code}`})`))
        child.on('message', hear).on('error', settle).on('exit', die)
        tell({ kind: 'train', configuration: run.configuration, directory: runFolder(folder, run), labFile: lab.file })
      }),
    stop: () => child.connected && child.disconnect(),
  }
}

const failed = (message: string) => new LabError('RUN_FAILED', message)
