import { type Preparation, type PreparationName, type Provenance, preparationNames, preparationSchema } from '@vsc/data'
import { dataSetNamed, ownDataOptions } from '@vsc/data/node'
import type { RunDescription } from '@vsc/training'
import { z } from 'zod'
import { isTree } from '../config/tree.js'
import type { Lab } from '../lab.js'

/** What can be said of any data. */
export const commonKeys = {
  name: z.string().min(1).describe("The name of a data set, or the path of one's own."),
  split: z.enum(['train', 'test']).default('train').describe('Which part of the data.'),
  count: z
    .number()
    .int()
    .min(1)
    .max(100_000_000)
    .optional()
    .describe('How many examples: of data that are drawn, how many are drawn; of others, how many from the first on.'),
  preparation: z
    .union([z.enum(preparationNames), preparationSchema], {
      error: ({ input }) =>
        typeof input === 'string'
          ? `there is no preparation '${input}'; there are: ${preparationNames.join(', ')}`
          : `expected one of ${preparationNames.join(', ')}`,
    })
    .optional()
    .describe(
      'How numbers are made such as models train on: `unit` maps their range onto 0 to 1, `standardise` gives each column mean 0 and deviation 1, `l2` divides an example by its norm, `none` leaves them; by default what suits the data. An earlier run names it with its numbers.',
    ),
}

/** What a configuration says of the data: these keys, and the options of the data set that is named. */
export interface DataSettings {
  readonly name: string
  readonly split: 'train' | 'test'
  readonly count?: number | undefined
  readonly preparation?: PreparationName | Preparation | undefined
  readonly [option: string]: unknown
}

type DataSets = Pick<Lab, 'dataSets'>

/** The options of a data set beside {@link commonKeys}, by its name or path. */
export const dataOptionsOf = ({ dataSets }: DataSets, name: unknown): Readonly<Record<string, z.ZodType>> => {
  const family = dataSetNamed(String(name), dataSets)
  return family === undefined ? ownDataOptions : (family.options ?? {})
}

/** Of the data sets of this lab; a key that does not belong to the one that is named is refused. */
export const dataSettingsSchema = (lab: DataSets): z.ZodType<DataSettings> =>
  z.looseObject(commonKeys).transform((given, context) => {
    const { name } = given
    const options = Object.fromEntries(
      Object.entries(dataOptionsOf(lab, name)).map(([key, schema]) => [key, schema.optional()]),
    )
    const { data, error } = z.strictObject({ ...options, ...commonKeys }).safeParse(given)
    for (const issue of error?.issues ?? []) context.issues.push({ ...issue, input: given } as z.core.$ZodRawIssue)
    return { ...given, ...data } as DataSettings
  }) as z.ZodType<DataSettings>

/** Every key that `data` may have of this data set, for suggestions. */
export const dataSettingsKeys = (lab: DataSets, name: unknown) =>
  Object.fromEntries(Object.keys({ ...commonKeys, ...dataOptionsOf(lab, name) }).map((key) => [key, null]))

/**
 * What a run says of its data, as it may be asked for again: keys that are not settings are said by its name already. Where nothing
 * was done to the examples, nothing is to be done to them, whatever is usual today.
 */
export function askedAgain(lab: DataSets, { name, provenance, preparation }: SaidOfData): Provenance {
  const keys = dataSettingsKeys(lab, name)
  return {
    preparation: isTree(preparation) ? preparation.kind : 'none',
    ...Object.fromEntries(Object.entries(provenance).filter(([key]) => Object.hasOwn(keys, key))),
    name,
  }
}

interface SaidOfData {
  readonly name: unknown
  readonly provenance: Provenance
  readonly preparation?: unknown
}

/** The settings of the data that a run was trained on. */
export const dataSettingsOfRun = (lab: DataSets, { data }: Pick<RunDescription, 'data'>): DataSettings =>
  dataSettingsSchema(lab).parse({ ...readingOfEarlier(lab, data), ...askedAgain(lab, data) })

/**
 * A run of an earlier version was shown all columns of a table, those too that name the examples, and arrays as they lie in their file,
 * also where their channels come first.
 */
function readingOfEarlier(lab: DataSets, { name, shape, layout, provenance }: RunDescription['data']) {
  if (layout !== undefined || dataSetNamed(name, lab.dataSets) !== undefined) return {}
  if (/\.(npy|npz)$/i.test(name)) return { shape }
  if (!/\.(csv|tsv)$/i.test(name)) return {}
  const size = shape.reduce((product, side) => product * side, 1)
  return { columns: `1-${size + (typeof provenance.labels === 'string' ? 1 : 0)}` }
}
