import type { LabOptions } from '../command.js'
import { labOf } from '../lab.js'
import { print, type Terminal } from '../terminal.js'

/** `vsc data list` */
export async function listDataSets(options: LabOptions & { readonly json?: boolean }, terminal: Terminal) {
  const { dataSets } = await labOf(options, terminal)
  const sets = dataSets.map(({ name, title, description, terms, home, bytes = 0 }) => ({
    name,
    title,
    description,
    terms,
    home,
    bytes,
  }))
  const text = sets.map(({ name, title, description, terms, home, bytes }) =>
    [
      `${name}  ${title}${bytes > 0 ? `, ${(bytes / 1e6).toFixed(0)} MB to fetch` : ''}`,
      ...(description === undefined ? [] : [`  ${description}`]),
      ...(terms === undefined ? [] : [`  Terms: ${terms}${home === undefined ? '' : `; ${home}`}`]),
    ].join('\n'),
  )
  print(terminal, options, { json: { dataSets: sets }, text: text.join('\n\n') })
}
