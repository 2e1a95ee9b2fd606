import type { DataSet, LabelledDataSet } from '@vsc/data'
import { loadData, parseAssignment } from '@vsc/lab'
import type { LabOptions } from '../command.js'
import { badInput } from '../errors.js'
import { writeExamples } from '../images/write-images.js'
import { labOf } from '../lab.js'
import { note, print, type Terminal } from '../terminal.js'
import { textTable } from '../text-table.js'
import { fetchOptions } from './load.js'

export interface ShowOptions extends LabOptions {
  readonly split: 'train' | 'test'
  readonly count: number
  readonly columns?: number
  /** `data.key=value` */
  readonly set?: readonly string[]
  readonly out?: string
  readonly json?: boolean
}

/** `vsc data show`: what a data set is, and its first examples. */
export async function showData(
  name: string,
  { split, count, columns, out, set = [], json = false, ...own }: ShowOptions,
  terminal: Terminal,
): Promise<void> {
  const data: DataSet & Partial<LabelledDataSet> = await loadData(
    { name, split, ...settingsOf(set) },
    { lab: await labOf(own, terminal), ...fetchOptions(terminal) },
  )
  for (const remark of data.remarks ?? []) note(terminal, `${data.name}: ${remark}`)
  if (out !== undefined) {
    const shown = Math.min(count, data.count)
    const examples = data.read(Uint32Array.from({ length: shown }, (_, i) => i))
    const { shape, range, provenance } = data
    const like = { name: data.name, count: data.count, shape, range, provenance }
    await writeExamples(
      out,
      { count: shown, data: examples, like },
      { columns: columns ?? Math.ceil(Math.sqrt(shown)) },
    )
    note(terminal, `wrote ${out}`)
  }
  const facts = {
    name: data.name,
    split,
    examples: data.count,
    shape: data.shape,
    range: data.range,
    preparation: data.preparation?.kind ?? 'none',
    ...(data.layout?.columns !== undefined && { columns: data.layout.columns }),
    ...(data.classes !== undefined && { classes: data.classes }),
  }
  const rows = Object.entries(facts).map(([key, value]) => [
    key,
    typeof value === 'object' ? shortened(value) : `${value}`,
  ])
  const all = { ...facts, ...(data.remarks !== undefined && { remarks: data.remarks }) }
  print(terminal, { json }, { json: all, text: textTable(['data', ''], rows) })
}

/** What `--set` says of the data; of nothing else there is anything to say here. */
function settingsOf(set: readonly string[]): Readonly<Record<string, unknown>> {
  const settings = set.map((text): unknown => {
    const { data, ...others } = parseAssignment(text)
    if (Object.keys(others).length === 0 && typeof data === 'object') return data
    throw badInput(`--set ${text}: expected a key of the data, such as data.size=32`)
  })
  return Object.assign({}, ...settings)
}

/** The first of a long list: a table of pixels has hundreds of columns. */
const shortened = (values: readonly (string | number)[]): string =>
  values.length <= 20 ? values.join(', ') : `${values.slice(0, 20).join(', ')}, and ${values.length - 20} more`
