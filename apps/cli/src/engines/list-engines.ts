import { createEngine, EngineError, type EngineName, engineNames } from '@vsc/engine'
import { print, type Terminal } from '../terminal.js'
import { textTable } from '../text-table.js'

interface EngineReport {
  readonly name: EngineName
  readonly available: boolean
  /** What it runs on, or why it cannot. */
  readonly detail: string
}

/** `vsc engines`: `auto` first, with the engine that it takes. */
export async function listEngines(options: { readonly json?: boolean }, terminal: Terminal): Promise<void> {
  const engines: EngineReport[] = []
  for (const name of engineNames) engines.push(await tryEngine(name))
  const rows = engines.map(({ name, available, detail }) => [name, available ? 'yes' : 'no', detail])
  print(terminal, options, { json: { engines }, text: textTable(['engine', 'runs', 'on, or why not'], rows) })
}

async function tryEngine(name: EngineName): Promise<EngineReport> {
  try {
    const engine = await createEngine({ name })
    return { name, available: true, detail: engine.name === name ? engine.device : `${engine.name}, ${engine.device}` }
  } catch (error) {
    if (!(error instanceof EngineError)) throw error
    return { name, available: false, detail: error.message.replace(`the engine ${name} cannot start: `, '') }
  }
}
