import type { DataSet } from '@vsc/data'
import type { Engine } from '@vsc/engine'
import type { Section } from '@vsc/figures'
import type { EvaluatedRun } from './evaluated-run.js'
import { drawEach, reconstructionsOf, usedTraversalsOf } from './image-figures.js'
import { trainingFigure } from './training-figure.js'

/** The trained models that sections of a report are about. */
export interface ModelSectionsOptions<One extends EvaluatedRun> {
  readonly shown: readonly { readonly label: string; readonly one: One }[]
  readonly test: DataSet
  readonly engine: Engine
  /** Latents that say anything, most first; without it none is traversed. */
  readonly inUse?: (one: One) => readonly number[]
}

/** What studies of models of images show alike: reconstructions, what latents do, and training. */
export async function modelSections<One extends EvaluatedRun>(options: ModelSectionsOptions<One>): Promise<Section[]> {
  const { shown, inUse, ...images } = options
  const traversals =
    inUse && (await drawEach(shown, (each) => usedTraversalsOf({ ...each, ...images, inUse: inUse(each.one) })))
  return [
    { heading: 'Reconstructions', figures: await drawEach(shown, (each) => reconstructionsOf({ ...each, ...images })) },
    { heading: 'What the latents do', figures: traversals ?? [] },
    { heading: 'Training', figures: [await trainingFigure(shown)] },
  ]
}
