import type { TrainedWith } from '@vsc/lab'
import { startTrainer, type TrainerProcess, type TrainingListener, type TrainingOrder } from '@vsc/lab'

/** Processes that train, kept for the next run: to start one takes as long as to train a small model. */
export interface Trainers {
  /** Trains in a process that is free. Whatever goes wrong takes that process with it. */
  train(order: TrainingOrder, listener: OutputListener & { readonly stop: AbortSignal }): Promise<TrainedWith>
  /** Ends those that are free. */
  close(): void
}

interface OutputListener extends TrainingListener {
  readonly onOutput: (text: string) => void
}

interface TrainersOptions {
  readonly labFile: string | undefined
  /** Once aborted, steps under way are finished and checkpoints written. */
  readonly signal: AbortSignal
}

export function createTrainers(options: TrainersOptions): Trainers {
  const free = new Map<string, Trainer[]>() // by the engine, which a process has one of
  return {
    async train(order, { stop, ...listener }) {
      const { engine } = order.configuration
      const trainer = free.get(engine)?.pop() ?? start(options)
      trainer.hear(listener.onOutput)
      const kill = () => trainer.process.kill()
      stop.addEventListener('abort', kill)
      try {
        stop.throwIfAborted()
        const trainedWith = await trainer.process.train(order, listener)
        free.set(engine, [...(free.get(engine) ?? []), trainer])
        return trainedWith
      } catch (error) {
        trainer.process.kill()
        throw error
      } finally {
        stop.removeEventListener('abort', kill)
      }
    },
    close() {
      for (const trainer of [...free.values()].flat()) trainer.process.stop()
      free.clear()
    },
  }
}

interface Trainer {
  readonly process: TrainerProcess
  /** From now on what it writes goes here. */
  hear(listener: (text: string) => void): void
}

function start({ labFile, signal }: TrainersOptions): Trainer {
  let listen: (text: string) => void = () => {}
  return {
    process: startTrainer({ labFile, signal, onOutput: (text) => listen(text) }),
    hear(listener) {
      listen = listener
    },
  }
}
