import { type BuiltInDataSet, dataSets } from '@vsc/data'
import { badInput } from '../errors.js'
import { exitCodes } from '../exit-codes.js'
import { note, print, type Terminal } from '../terminal.js'
import { textTable } from '../text-table.js'
import { fetchOptions } from './load.js'

export interface FilesOptions {
  readonly directory?: string
  readonly json?: boolean
}

/** `vsc data fetch` */
export async function fetchDataSets(
  names: readonly string[],
  { directory }: FilesOptions,
  terminal: Terminal,
): Promise<void> {
  for (const dataSet of names.map(dataSetNamed)) {
    await dataSet.fetch({ ...fetchOptions(terminal), ...(directory !== undefined && { directory }) })
    note(
      terminal,
      dataSet.bytes === 0 ? `${dataSet.name} is drawn: there is nothing to fetch` : `${dataSet.name} is there`,
    )
  }
}

/** `vsc data verify`. Returns the exit code: all files are there and right, or not. */
export async function verifyDataSets(
  names: readonly string[],
  { directory, json = false }: FilesOptions,
  terminal: Terminal,
): Promise<number> {
  const chosen = names.length === 0 ? dataSets : names.map(dataSetNamed)
  const files = []
  for (const dataSet of chosen) {
    const statuses = await dataSet.verify(directory === undefined ? {} : { directory })
    files.push(...statuses.map((status) => ({ dataSet: dataSet.name, ...status })))
  }
  const rows = files.map(({ dataSet, state, path }) => [dataSet, state, path])
  print(terminal, { json }, { json: { files }, text: textTable(['data set', 'is', 'file'], rows) })
  const problems = files.filter(({ state }) => state !== 'right')
  for (const { problem } of problems) note(terminal, problem ?? '')
  return problems.length === 0 ? exitCodes.done : exitCodes.failed
}

function dataSetNamed(name: string): BuiltInDataSet {
  const found = dataSets.find((each) => each.name === name)
  if (found !== undefined) return found
  throw badInput(`there is no built-in data set '${name}'; there are: ${dataSets.map((each) => each.name).join(', ')}`)
}
