import { DataError } from '../errors.js'
import { smileySize } from './canvas.js'

/** The standard deviation of all 18 variables V, whatever the parameters. */
export const variableDeviation = 0.5

/** A quantity of the drawing, in pixels: its mean, and its standard deviation over examples. */
export interface SmileyQuantity {
  readonly base: number
  readonly deviation: number
}

/**
 * Everything that shapes the data set. Positions count pixels from 1, x to the right and y down; the image is 32 x 32.
 * `presence` is the probability that an example has the attribute. A deviation of 0 holds a quantity fixed.
 */
export interface SmileyParameters {
  readonly head: { readonly x: number; readonly y: number; readonly radius: number }
  readonly bowtie: {
    readonly presence: number
    readonly x: SmileyQuantity
    readonly y: SmileyQuantity
    readonly width: SmileyQuantity
    readonly height: SmileyQuantity
  }
  /** A crown on a wider, flatter brim. */
  readonly hat: {
    readonly presence: number
    readonly x: SmileyQuantity
    readonly y: SmileyQuantity
    readonly brimWidth: SmileyQuantity
    readonly brimHeight: SmileyQuantity
    readonly crownWidth: SmileyQuantity
    readonly crownHeight: SmileyQuantity
  }
  readonly eyes: {
    readonly presence: number
    /** From the head's centre to an eye's centre. */
    readonly spacing: SmileyQuantity
    readonly y: SmileyQuantity
    readonly radius: SmileyQuantity
  }
  readonly mouth: {
    readonly presence: number
    readonly width: SmileyQuantity
    readonly height: SmileyQuantity
    readonly x: SmileyQuantity
    readonly y: SmileyQuantity
    /** How far the corners lie below the middle; a smile is negative. */
    readonly curvature: SmileyQuantity
  }
}

/** Some of the parameters, at any depth: `{ hat: { presence: 1, y: { deviation: 0 } } }`. The rest keep their defaults. */
export type SmileyOverrides = DeepPartial<SmileyParameters>

type DeepPartial<T> = { readonly [K in keyof T]?: T[K] extends number ? T[K] : DeepPartial<T[K]> }

/**
 * The parameters of the images that the authors published: the numbers of the supplement of Tonolini et al. 2019, E,
 * except the mouth's position, where the text says 0.5 and the images have 0.25.
 */
export const smileyDefaults: SmileyParameters = {
  head: { x: 16.5, y: 16.5, radius: 10 },
  bowtie: {
    presence: 0.5,
    x: { base: 16.5, deviation: 0.25 },
    y: { base: 29, deviation: 0.5 },
    width: { base: 12, deviation: 1.5 },
    height: { base: 5, deviation: 1 },
  },
  hat: {
    presence: 0.5,
    x: { base: 16.5, deviation: 0.5 },
    y: { base: 6, deviation: 0.5 },
    brimWidth: { base: 15, deviation: 1.5 },
    brimHeight: { base: 2, deviation: 1 },
    crownWidth: { base: 10, deviation: 1 },
    crownHeight: { base: 2, deviation: 0.5 },
  },
  eyes: {
    presence: 0.5,
    spacing: { base: 4, deviation: 0.5 },
    y: { base: 14, deviation: 0.5 },
    radius: { base: 2, deviation: 0.5 },
  },
  mouth: {
    presence: 0.5,
    width: { base: 4, deviation: 0.5 },
    height: { base: 2, deviation: 0.5 },
    x: { base: 16, deviation: 0.25 },
    y: { base: 22, deviation: 0.25 },
    curvature: { base: 0, deviation: 0.5 },
  },
}

/**
 * The defaults with these overrides.
 *
 * @throws DataError `BAD_PARAMETERS`, naming all that is wrong at once: an unknown name, something that is no number, a
 * probability outside 0..1, a deviation outside 0..32 or another quantity outside -32..32 pixels
 */
export function resolveSmileyParameters(overrides: SmileyOverrides = {}): SmileyParameters {
  const problems: string[] = []
  const resolved = override(smileyDefaults, overrides, [], problems)
  if (problems.length > 0) {
    throw new DataError('BAD_PARAMETERS', `these Smiley parameters cannot be used: ${problems.join('; ')}`)
  }
  return resolved
}

function override<T extends object>(defaults: T, overrides: unknown, path: readonly string[], problems: string[]): T {
  if (typeof overrides !== 'object' || overrides === null || Array.isArray(overrides)) {
    problems.push(`${path.join('.') || 'parameters'} must be an object, got ${overrides}`)
    return defaults
  }
  const resolved = { ...defaults } as Record<string, unknown>
  for (const [name, given] of Object.entries(overrides)) {
    const here = [...path, name]
    const preset = Object.hasOwn(resolved, name) ? resolved[name] : undefined
    if (preset === undefined) {
      problems.push(`there is no ${here.join('.')}: here are ${Object.keys(defaults).join(', ')}`)
    } else if (typeof preset === 'object' && preset !== null) {
      resolved[name] = override(preset, given, here, problems)
    } else {
      const [lowest, highest] = boundsOf(name)
      if (typeof given === 'number' && given >= lowest && given <= highest) resolved[name] = given
      else problems.push(`${here.join('.')} must be a number from ${lowest} to ${highest}, got ${given}`)
    }
  }
  return resolved as T
}

function boundsOf(name: string): readonly [number, number] {
  if (name === 'presence') return [0, 1]
  return name === 'deviation' ? [0, smileySize] : [-smileySize, smileySize]
}
