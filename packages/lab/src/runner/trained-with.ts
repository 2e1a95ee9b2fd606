import type { Engine } from '@vsc/engine'
import type { Checkpoint } from '@vsc/training'
import type { TrainedWith } from '../store/saved-run.js'

/** What this process trains with. */
export const trainedWithHere = ({ name, device }: Pick<Engine, 'name' | 'device'>): TrainedWith => ({
  engine: name,
  device,
  node: process.versions.node,
})

/** What a checkpoint was trained with, as far as it says. */
export const trainedWithOf = ({ run, device }: Pick<Checkpoint, 'run' | 'device'>): TrainedWith => ({
  engine: run.engine,
  device,
  node: process.versions.node,
})
