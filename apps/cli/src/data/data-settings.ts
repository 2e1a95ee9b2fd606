import { z } from 'zod'

/** What the configuration says of the data. */
export const dataSettingsSchema = z.strictObject({
  /** A built-in data set, or the path of one's own. */
  name: z.string().min(1),
  split: z.enum(['train', 'test']).default('train'),
  /** How many examples: of smileys as many as are drawn, of others the first so many. */
  count: z.number().int().positive().optional(),
  /** Names the smileys that are drawn. */
  seed: z.number().int().optional(),
  preparation: z.enum(['none', 'unit', 'l2']).optional(),
})

export type DataSettings = z.output<typeof dataSettingsSchema>
