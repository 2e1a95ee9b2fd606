import { smileyAttributes } from '@vsc/data'

/**
 * What became of a model:
 * - `untrained`: it says less of an image than every pixel's mean does ({@link trivialBound});
 * - `collapsed`: it says about as much as that, and none of its latents anything (no active unit);
 * - `dispersed`: it has learned, and for some attribute no latent keeps to it, by any measure;
 * - `structured`: it has learned, and every attribute has a latent of its own.
 */
export type State = 'untrained' | 'collapsed' | 'dispersed' | 'structured'

/** A model without a code may fall so far short of the best one, as a share of its log p(x). */
const shortfall = 0.05

export interface StateOptions {
  /** Nats per image, as is `trivial`. */
  readonly bound: number
  readonly trivial: number
  readonly activeUnits: number
  readonly attributesFound: number
}

export function stateOf({ bound, trivial, activeUnits, attributesFound }: StateOptions): State {
  if (activeUnits === 0) return bound >= trivial - shortfall * Math.abs(trivial) ? 'collapsed' : 'untrained'
  if (bound < trivial) return 'untrained'
  return attributesFound < smileyAttributes.length ? 'dispersed' : 'structured'
}

/** A model that has learned nothing counts for no claim, on either side. */
export const hasLearned = (state: State): boolean => state === 'dispersed' || state === 'structured'
