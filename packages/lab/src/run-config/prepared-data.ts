import {
  type DataSet,
  type Preparation,
  type PreparationName,
  preparationOf,
  prepare,
  usualPreparation,
} from '@vsc/data'

interface PreparingOptions {
  /** What a configuration says; undefined where it leaves that open. */
  readonly asked: PreparationName | Preparation | undefined
  /** The split that the data are cut from, uncut. */
  readonly whole: DataSet
  /** Loads the training split: only it says by what numbers are standardised. */
  readonly training: () => Promise<DataSet>
}

/** Data prepared as is asked for, or else as suits their numbers. They remark upon what nobody asked for. */
export async function preparedFor(data: DataSet, { asked, whole, training }: PreparingOptions): Promise<DataSet> {
  const usual = usualPreparation(whole)
  const chosen = asked ?? usual.preparation
  const isForeign = chosen === 'standardise' && whole.moments === undefined && whole.provenance.split === 'test'
  const source = isForeign ? await training() : whole
  const preparation = typeof chosen === 'string' ? preparationOf(source, chosen) : chosen
  const prepared = { ...prepare(data, chosen === 'standardise' ? preparation : chosen), preparation }
  if (asked === undefined) return usual.preparation === 'none' ? prepared : withRemark(prepared, remarkOn(data, usual))
  // So that the same is asked for again, and not what is usual.
  return chosen === 'none' && usual.preparation !== 'none'
    ? { ...prepared, provenance: { ...prepared.provenance, preparation: chosen } }
    : prepared
}

const withRemark = (data: DataSet, remark: string): DataSet => ({ ...data, remarks: [...(data.remarks ?? []), remark] })

function remarkOn(
  { range: [lowest, highest] }: DataSet,
  { preparation, because }: ReturnType<typeof usualPreparation>,
) {
  const [done, others] =
    preparation === 'unit'
      ? ['mapped onto 0 to 1', 'data.preparation=none to leave them']
      : ['standardised column by column', 'data.preparation=unit or none for others']
  return `its numbers, ${lowest} to ${highest}, are ${done} (data.preparation=${preparation}), since ${because}; set ${others}`
}
