import { type DataSet, type LabelledDataSet, preparationSchema } from '@vsc/data'
import * as z from 'zod'

/**
 * What a run remembers of its examples, by which any others can be read and prepared alike. Runs of earlier versions say nothing of
 * `preparation`, `layout`, `classes` and `file`.
 */
export interface DataDescription
  extends Pick<DataSet, 'name' | 'count' | 'shape' | 'range' | 'provenance' | 'preparation' | 'layout' | 'file'> {
  /** Of labelled examples: the classes' names, in the order of their numbers. */
  readonly classes?: readonly string[]
}

export function describeData(data: DataSet & Partial<LabelledDataSet>): DataDescription {
  const { name, count, shape, range, provenance, preparation, layout, file, classes } = data
  return {
    ...{ name, count, shape, range, provenance },
    ...(preparation && { preparation }),
    ...(layout && { layout }),
    ...(classes && { classes }),
    ...(file && { file }),
  }
}

const side = z.number().int().positive()
const range = z.tuple([z.number(), z.number()])

export const dataDescriptionSchema = z.object({
  name: z.string(),
  count: z.number().int().positive(),
  shape: z.array(z.number().int().positive()),
  range,
  provenance: z.record(z.string(), z.unknown()),
  preparation: preparationSchema.optional(),
  layout: z
    .looseObject({
      range,
      image: z.object({ height: side, width: side, channels: z.union([z.literal(1), z.literal(3)]) }).optional(),
      columns: z.array(z.string()).optional(),
      labels: z.string().optional(),
    })
    .optional(),
  classes: z.array(z.string()).optional(),
  file: z.object({ sha256: z.string(), bytes: z.number().int().nonnegative() }).optional(),
}) as z.ZodType<DataDescription>

/**
 * What is said of the data of two runs, as it is to be compared: reduced to what a step depends on. The same numbers are the same data
 * under any path, and where one run does not say how its examples were prepared only the name of the preparation is compared.
 */
export function comparableData(one: DataDescription, other: DataDescription): [DataDescription, DataDescription] {
  const { sha256 } = one.provenance
  const isSame = sha256 !== undefined && sha256 === other.provenance.sha256
  const areKnown = one.preparation !== undefined && other.preparation !== undefined
  const reduced = ({ preparation, layout, file, classes, ...data }: DataDescription): DataDescription => ({
    ...data,
    ...(isSame && { name: one.name }),
    provenance: {
      ...(isSame ? withoutReading(data.provenance) : data.provenance),
      preparation: kindOf({ ...data, ...(preparation && { preparation }) }),
    },
    ...(areKnown && preparation && { preparation }),
  })
  return [reduced(one), reduced(other)]
}

/** What says where in a file the numbers stand makes no difference where they are known to be the same. */
function withoutReading(provenance: DataDescription['provenance']): DataDescription['provenance'] {
  const { array, columns, labels, factors, size, channels, background, shape, ...rest } = provenance
  return rest
}

/** Numbers that are from 0 to 1 already are not changed by mapping them onto 0 to 1. */
function kindOf({ preparation, provenance }: Pick<DataDescription, 'preparation' | 'provenance'>): unknown {
  if (preparation?.kind === 'unit' && preparation.range[0] === 0 && preparation.range[1] === 1) return 'none'
  const said = preparation ?? provenance.preparation ?? 'none'
  return typeof said === 'object' && said !== null && 'kind' in said ? said.kind : said
}
