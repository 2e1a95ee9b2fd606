import type { DataSetFamily } from '@vsc/data/node'
import { type Lab, unknownName } from '@vsc/lab'
import { exitCodes } from '@vsc/terminal'
import type { LabOptions } from '../command.js'
import { badInput } from '../errors.js'
import { labOf } from '../lab.js'
import { note, print, type Terminal } from '../terminal.js'
import { textTable } from '../text-table.js'
import { fetchOptions } from './load.js'

export interface FilesOptions extends LabOptions {
  readonly directory?: string
  readonly json?: boolean
}

/** `vsc data fetch` */
export async function fetchDataSets(
  names: readonly string[],
  { directory, ...own }: FilesOptions,
  terminal: Terminal,
): Promise<void> {
  const lab = await labOf(own, terminal)
  for (const dataSet of names.map((name) => dataSetNamed(lab, name))) {
    await dataSet.fetch?.({ ...fetchOptions(terminal), ...(directory !== undefined && { directory }) })
    note(
      terminal,
      dataSet.fetch === undefined ? `${dataSet.name}: there is nothing to fetch` : `${dataSet.name} is there`,
    )
  }
}

/** `vsc data verify`. Returns the exit code: all files are there and right, or not. */
export async function verifyDataSets(
  names: readonly string[],
  { directory, json = false, ...own }: FilesOptions,
  terminal: Terminal,
): Promise<number> {
  const lab = await labOf(own, terminal)
  const chosen = names.length === 0 ? lab.dataSets : names.map((name) => dataSetNamed(lab, name))
  const files = []
  for (const dataSet of chosen) {
    const statuses = (await dataSet.verify?.(directory === undefined ? {} : { directory })) ?? []
    files.push(...statuses.map((status) => ({ dataSet: dataSet.name, ...status })))
  }
  const rows = files.map(({ dataSet, state, path }) => [dataSet, state, path])
  print(terminal, { json }, { json: { files }, text: textTable(['data set', 'is', 'file'], rows) })
  const problems = files.filter(({ state }) => state !== 'right')
  for (const { problem } of problems) note(terminal, problem ?? '')
  return problems.length === 0 ? exitCodes.done : exitCodes.failed
}

function dataSetNamed({ dataSets, origin }: Lab, name: string): DataSetFamily {
  const found = dataSets.find((each) => each.name === name)
  if (found !== undefined) return found
  throw badInput(unknownName('data set', name, dataSets, origin))
}
