import { describeEngines } from '@vsc/engine'
import { print, type Terminal } from '../terminal.js'
import { textTable } from '../text-table.js'

/** `vsc engines`: `auto` first, with the engine that it takes. */
export async function listEngines(options: { readonly json?: boolean }, terminal: Terminal): Promise<void> {
  const engines = await describeEngines()
  const rows = engines.map(({ name, available, detail }) => [name, available ? 'yes' : 'no', detail])
  print(terminal, options, { json: { engines }, text: textTable(['engine', 'runs', 'on, or why not'], rows) })
}
