import { dataSets } from '@vsc/data'
import { print, type Terminal } from '../terminal.js'

/** `vsc data list` */
export function listDataSets(options: { readonly json?: boolean }, terminal: Terminal): void {
  const sets = dataSets.map(({ name, title, description, terms, home, bytes }) => ({
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
      `  ${description}`,
      `  Terms: ${terms}${home === undefined ? '' : `; ${home}`}`,
    ].join('\n'),
  )
  print(terminal, options, { json: { dataSets: sets }, text: text.join('\n\n') })
}
