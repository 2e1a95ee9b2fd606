import { expose } from 'comlink'
import { createPlayground, type Playground } from './playground.js'
import { startEngine } from './start-engine.js'

/** Begins to answer what the page asks of its worker. */
export const servePlayground = (): void => expose(createPlayground(startEngine) satisfies Playground)
