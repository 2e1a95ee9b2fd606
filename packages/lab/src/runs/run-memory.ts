import { type DataSet, type LabelledDataSet, type Preparation, preparationOf } from '@vsc/data'
import type { DataDescription, RunDescription } from '@vsc/training'

/** How a run read and prepared its examples: what any others are made alike by. */
export interface RunMemory extends Pick<DataDescription, 'layout' | 'classes'> {
  readonly preparation: Preparation
  /** What a run of an earlier version does not say, and what is taken for it; nothing where everything is known. */
  readonly assumed?: string
}

interface Sources {
  /** The run's own examples as they were read, where they can be had; asked for where the run itself does not say. */
  readonly original: () => Promise<DataSet | undefined>
  /** The range of the examples that are to be made alike. */
  readonly otherRange: DataSet['range']
}

/** What a run remembers, and for a run that was trained before it was written down, what its data still tell or has to be assumed. */
export async function memoryOf(
  { data }: Pick<RunDescription, 'data'>,
  { original, otherRange }: Sources,
): Promise<RunMemory> {
  const { preparation, layout, classes, provenance } = data
  if (preparation !== undefined) return { preparation, ...(layout && { layout }), ...(classes && { classes }) }
  const said = nameOf(provenance.preparation)
  const found: (DataSet & Partial<LabelledDataSet>) | undefined = await original()
  if (found !== undefined) {
    const { layout, classes } = found
    return { preparation: preparationOf(found, said), ...(layout && { layout }), ...(classes && { classes }) }
  }
  const earlier = 'this run is of an earlier version, which did not write down how its examples were read'
  if (said === 'none' || said === 'l2') {
    return { preparation: { kind: said }, assumed: `${earlier}: these are taken as they are found (${said})` }
  }
  const range = (provenance.range as DataSet['range'] | undefined) ?? otherRange
  const whose = provenance.range === undefined ? 'their own range' : 'the range that was set'
  return {
    preparation: { kind: 'unit', range },
    assumed: `${earlier}, and they are gone: these are scaled by ${whose}, ${range[0]} to ${range[1]}, which may not be theirs`,
  }
}

const nameOf = (said: unknown): 'none' | 'unit' | 'l2' => (said === 'unit' || said === 'l2' ? said : 'none')
