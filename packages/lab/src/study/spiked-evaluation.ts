import type { Evaluation } from '@vsc/inference'

/** An evaluation of a model that has spikes. */
export type SpikedEvaluation = Evaluation & { readonly gammas: NonNullable<Evaluation['gammas']> }
