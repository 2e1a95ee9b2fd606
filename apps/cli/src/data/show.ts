import type { DataSet, LabelledDataSet } from '@vsc/data'
import { loadData } from '@vsc/lab'
import type { LabOptions } from '../command.js'
import { writeExamples } from '../images/write-images.js'
import { labOf } from '../lab.js'
import { note, print, type Terminal } from '../terminal.js'
import { textTable } from '../text-table.js'
import { fetchOptions } from './load.js'

export interface ShowOptions extends LabOptions {
  readonly split: 'train' | 'test'
  readonly count: number
  readonly columns?: number
  readonly out?: string
  readonly json?: boolean
}

/** `vsc data show`: what a data set is, and its first examples. */
export async function showData(
  name: string,
  { split, count, columns, out, json = false, ...own }: ShowOptions,
  terminal: Terminal,
): Promise<void> {
  const data: DataSet & Partial<LabelledDataSet> = await loadData(
    { name, split },
    { lab: await labOf(own, terminal), ...fetchOptions(terminal) },
  )
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
    ...(data.classes !== undefined && { classes: data.classes }),
  }
  const rows = Object.entries(facts).map(([key, value]) => [
    key,
    typeof value === 'object' ? value.join(', ') : `${value}`,
  ])
  print(terminal, { json }, { json: facts, text: textTable(['data', ''], rows) })
}
