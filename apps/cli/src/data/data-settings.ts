import type { Provenance } from '@vsc/data'
import type { RunDescription } from '@vsc/training'
import { z } from 'zod'

const count = z.number().int().positive()

/** What the configuration says of the data. */
export const dataSettingsSchema = z.strictObject({
  /** A built-in data set, or the path of one's own. */
  name: z.string().min(1),
  split: z.enum(['train', 'test']).default('train'),
  /** How many examples: of smileys as many as are drawn, of others the first so many. */
  count: count.optional(),
  /** Names the smileys that are drawn, or the draw of `testFraction`. */
  seed: z.union([z.number().int(), z.string()]).optional(),
  /** `unit` maps the numbers onto 0 to 1, `l2` divides an example by its norm; images are mapped onto 0 to 1 unless told. */
  preparation: z.enum(['none', 'unit', 'l2']).optional(),

  // What one's own data may need to be told.
  /** The part of examples without splits of their own that is drawn for testing. */
  testFraction: z.number().optional(),
  /** Which array of a .npz file. */
  array: z.string().optional(),
  /** The array or the column that holds classes; false for none. */
  labels: z.union([z.string(), z.literal(false)]).optional(),
  /** The side of the square that images are scaled and cut to. */
  size: count.optional(),
  channels: z.union([z.literal(1), z.literal(3)]).optional(),
  range: z.tuple([z.number(), z.number()]).optional(),
  /** Of one example, where the file has it flat. */
  shape: z.array(count).optional(),
})

export type DataSettings = z.output<typeof dataSettingsSchema>

/** Every key that there is, for suggestions. */
export const dataSettingsKeys = Object.fromEntries(Object.keys(dataSettingsSchema.shape).map((key) => [key, null]))

/** What a data set says of itself, as it may be asked for again: one's own data by their path. */
export function askedAgain({
  name,
  provenance,
}: {
  readonly name: unknown
  readonly provenance: Provenance
}): Provenance {
  const { path, sha256, ...settings } = provenance
  return { ...settings, name: path ?? name }
}

/** The settings of the data that a run was trained on. */
export const settingsOfRun = ({ data }: Pick<RunDescription, 'data'>): DataSettings =>
  dataSettingsSchema.parse(askedAgain(data))
