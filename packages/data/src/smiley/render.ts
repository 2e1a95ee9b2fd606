import { DataError } from '../errors.js'
import { drawBowtie } from './bowtie.js'
import { type Canvas, fillDisk, smileySize } from './canvas.js'
import { drawEyes } from './eyes.js'
import { smileyAttributes, smileyFeatures } from './features.js'
import { drawHat } from './hat.js'
import { drawMouth } from './mouth.js'
import {
  resolveSmileyParameters,
  type SmileyOverrides,
  type SmileyParameters,
  type SmileyQuantity,
  variableDeviation,
} from './parameters.js'

/** No variable drawn from N(0, 0.5^2) comes near it: 20 standard deviations. */
const largestValue = 10

/** What one smiley has, and the values of its generating variables. */
export interface RenderSmileyOptions {
  /** Whether there are a bowtie, a hat, eyes and a mouth, as booleans or as 0 and 1, [4]. */
  readonly present: ArrayLike<boolean | number>
  /** The variables V in the order of `smileyFeatures`, from -10 to 10, [18]. A quantity is its base + 2 * deviation * V. */
  readonly values: ArrayLike<number>
  readonly parameters?: SmileyOverrides
}

/**
 * The smiley with these attributes and variables: [32, 32] row-major, 0 or 1, without antialiasing. With the default
 * parameters it is, to the bit, the image in the test set that the authors of Tonolini et al. 2019 published (supplement, E).
 *
 * No image is refused for what it shows: pixels outside it are cut off, and a part is left out where its size comes out
 * so far below zero that its ends, rounded, have crossed.
 *
 * @throws DataError `WRONG_LENGTH` or `BAD_VALUES` for `present` and `values`, `BAD_PARAMETERS` for the parameters
 * @example
 * const image = renderSmiley({ present: [true, true, false, true], values: new Float64Array(18) })
 */
export function renderSmiley({ present, values, parameters }: RenderSmileyOptions): Uint8Array {
  checkEach('present', present, smileyAttributes, 'true or false (1 or 0)', (bit) => [true, false, 1, 0].includes(bit))
  checkEach(
    'values',
    values,
    smileyFeatures,
    `a number from ${-largestValue} to ${largestValue}`,
    (value) => typeof value === 'number' && Math.abs(value) <= largestValue,
  )
  return drawSmiley(present, values, resolveSmileyParameters(parameters))
}

function checkEach<T>(
  name: string,
  given: ArrayLike<T>,
  entries: readonly string[],
  expected: string,
  isValid: (entry: T) => boolean,
): void {
  if (given.length !== entries.length) {
    throw new DataError(
      'WRONG_LENGTH',
      `${name} needs ${entries.length} entries (${entries.join(', ')}), got ${given.length}`,
    )
  }
  const wrong = entries.findIndex((_, i) => !isValid(given[i]!))
  if (wrong >= 0) {
    throw new DataError('BAD_VALUES', `${name}[${wrong}] (${entries[wrong]}) must be ${expected}, got ${given[wrong]}`)
  }
}

/** `renderSmiley` with everything checked and resolved before. Later parts cover earlier ones. */
export function drawSmiley(
  present: ArrayLike<boolean | number>,
  values: ArrayLike<number>,
  { head, bowtie, hat, eyes, mouth }: SmileyParameters,
): Uint8Array {
  const canvas: Canvas = new Uint8Array(smileySize * smileySize)
  const pixels = ({ base, deviation }: SmileyQuantity, feature: number) =>
    base + (deviation / variableDeviation) * values[feature]!

  // The numbers are positions in `smileyFeatures`.
  fillDisk(canvas, head, 1)
  if (present[0]) {
    drawBowtie(canvas, {
      x: pixels(bowtie.x, 0),
      y: pixels(bowtie.y, 1),
      width: pixels(bowtie.width, 2),
      height: pixels(bowtie.height, 3),
    })
  }
  if (present[2]) {
    drawEyes(canvas, {
      middle: head.x,
      spacing: pixels(eyes.spacing, 10),
      y: pixels(eyes.y, 11),
      radius: pixels(eyes.radius, 12),
    })
  }
  if (present[3]) {
    drawMouth(canvas, {
      width: pixels(mouth.width, 13),
      height: pixels(mouth.height, 14),
      x: pixels(mouth.x, 15),
      y: pixels(mouth.y, 16),
      curvature: pixels(mouth.curvature, 17),
    })
  }
  if (present[1]) {
    drawHat(canvas, {
      x: pixels(hat.x, 4),
      y: pixels(hat.y, 5),
      brimWidth: pixels(hat.brimWidth, 6),
      brimHeight: pixels(hat.brimHeight, 7),
      crownWidth: pixels(hat.crownWidth, 8),
      crownHeight: pixels(hat.crownHeight, 9),
    })
  }
  return canvas
}
