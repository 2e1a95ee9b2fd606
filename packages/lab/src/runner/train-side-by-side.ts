import { messageOf } from '../errors.js'
import { runFolder } from './experiment-folder.js'
import type { Failure, TrainingStage } from './pool.js'
import { totalProgress } from './total-progress.js'
import { startTrainer, type TrainerProcess } from './trainer-process.js'

/**
 * Trains several models at a time, in as many processes with one thread each: the cores are better used so than by all
 * threads on one model after the other. One that fails does not keep the others from being trained, and takes its process
 * with it.
 */
export async function trainSideBySide({
  jobs,
  ...stage
}: TrainingStage & { readonly jobs: number }): Promise<Failure[]> {
  const { lab, runs, folder, until, signal, announce, onTrained } = stage
  const failures: Failure[] = []
  const waiting = [...runs]
  const report = totalProgress(stage)
  const worker = async () => {
    let trainer: TrainerProcess | undefined
    for (let run = waiting.shift(); run !== undefined && !signal.aborted; run = waiting.shift()) {
      const { id, configuration } = run
      trainer ??= startTrainer({ labFile: lab.file, signal })
      try {
        const trainedWith = await trainer.train(
          { configuration, directory: runFolder(folder, run), until },
          {
            onProgress: (progress) => report(id, progress),
            onWarning: (message) => announce(`${id}: ${message}`),
          },
        )
        if (!signal.aborted) await onTrained(run, trainedWith)
      } catch (error) {
        if (signal.aborted) break // such as the loading of data
        announce(`${id} failed: ${messageOf(error)}`)
        failures.push({ run, error })
        trainer.stop()
        trainer = undefined
      }
    }
    trainer?.stop()
  }
  await Promise.all(Array.from({ length: Math.min(jobs, runs.length) }, worker))
  return failures
}
