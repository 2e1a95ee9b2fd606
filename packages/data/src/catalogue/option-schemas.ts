import type { Label } from '@vsc/random'
import { z } from 'zod'

const count = z.number().int().positive()
const seed: z.ZodType<Label> = z.union([z.number().int(), z.string()])
const testFraction = z.number().min(0).lt(1)
const column = z.union([z.string(), z.number().int()])

/** Of a data set that is drawn. */
export const drawnOptions = {
  /** How many examples are drawn. */
  count,
  /** What they are drawn from; 1 by default. */
  seed,
}

/** Of a data set without published splits. */
export const splitOptions = {
  /** The part of the examples that is drawn for testing. */
  testFraction,
  /** What that part is drawn from; 1 by default. */
  seed,
}

/** Of CelebA. */
export const faceOptions = {
  /** Pixels of a side that images are scaled to. */
  size: count,
  /** The side of the square that is cut out of them before. */
  crop: count,
}

/** Of one's own data, by its path. */
export const ownDataOptions = {
  ...splitOptions,
  /** Which array of a .npz file. */
  array: z.string(),
  /** The array or the column, by its name or its number from 1, that holds classes; false for none. */
  labels: z.union([z.string(), count, z.literal(false)]),
  /** The columns of numbers, by names or numbers from 1, in this order; each with - before it, those to leave out. */
  columns: z.union([column, z.array(column).min(1)]),
  /** The array of a .npz file that holds ground-truth factors; false for none. */
  factors: z.union([z.string(), z.literal(false)]),
  /** The side of the square, or the height and the width, that images are scaled and cut to. */
  size: z.union([count, z.tuple([count, count])]),
  /** What is seen behind the transparent parts of images. */
  background: z.enum(['white', 'black']),
  /** 1 for grey images, 3 for colours. */
  channels: z.union([z.literal(1), z.literal(3)]),
  /** The least and the greatest that numbers can be. */
  range: z.tuple([z.number(), z.number()]),
  /** Of one example, where the file has it flat. */
  shape: z.array(count),
  /** Of the numbers, as an earlier run has written it down: others are refused. */
  sha256: z.string(),
} satisfies Readonly<Record<string, z.ZodType>>
