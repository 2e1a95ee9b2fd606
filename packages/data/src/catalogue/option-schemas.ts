import type { Label } from '@vsc/random'
import * as z from 'zod'

const count = z.number().int().min(1).max(100_000_000)
const side = z.number().int().min(1).max(10_000)
const seed: z.ZodType<Label> = z.union([z.number().int(), z.string()])
const testFraction = z.number().min(0).lt(1)
const column = z.union([z.string(), z.number().int()])

/** Options of a data set that is drawn. */
export const drawnOptions = {
  count: count.describe('How many examples are drawn.'),
  seed: seed.describe('What they are drawn from; 1 by default.'),
}

/** Options of a data set without published splits. */
export const splitOptions = {
  testFraction: testFraction.describe('The part of the examples that is drawn for testing.'),
  seed: seed.describe('What that part is drawn from; 1 by default.'),
}

/** Options of CelebA. */
export const faceOptions = {
  size: side.describe('Pixels of a side that images are scaled to.'),
  crop: side.describe('The side of the square that is cut out of them before, in pixels.'),
}

/** Options of the user's own data, given by a path. */
export const ownDataOptions = {
  ...splitOptions,
  array: z.string().describe('Which array of a .npz file.'),
  labels: z
    .union([z.string(), count, z.literal(false)])
    .describe('The array or the column, by its name or its number from 1, that holds classes; false for none.'),
  columns: z
    .union([column, z.array(column).min(1)])
    .describe(
      'The columns of numbers, by names or numbers from 1, in this order; each with - before it, those to leave out.',
    ),
  factors: z
    .union([z.string(), z.literal(false)])
    .describe('The array of a .npz file that holds ground-truth factors; false for none.'),
  size: z
    .union([side, z.tuple([side, side])])
    .describe('The side of the square, or the height and the width, that images are scaled and cut to, in pixels.'),
  background: z.enum(['white', 'black']).describe('What is seen behind the transparent parts of images.'),
  channels: z.union([z.literal(1), z.literal(3)]).describe('1 for grey images, 3 for colours.'),
  range: z.tuple([z.number(), z.number()]).describe('The least and the greatest that numbers can be.'),
  shape: z.array(count).describe('Of one example, where the file has it flat.'),
  sha256: z.string().describe('Of the numbers, as an earlier run has written it down: others are refused.'),
} satisfies Readonly<Record<string, z.ZodType>>
