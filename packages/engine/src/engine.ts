import { thisMachine } from './availability/machine.js'
import { checkedEngine } from './checked-engine.js'
import { EngineError } from './errors.js'
import type { Engine } from './program.js'
import { type EngineOptions, engineNames, startRuntime } from './runtime.js'
import { prepareTensorFlow } from './tensorflow/prepare.js'

/**
 * Makes an engine ready.
 *
 * @throws EngineError NO_SUCH_ENGINE for an unknown name, ENGINE_UNAVAILABLE where the engine cannot run here, saying why and
 *   what to install
 * @example
 * const engine = await createEngine()
 * const square = await engine.program({ inputs: { x: { shape: [3] } }, body: (_, { x }) => ({ outputs: { y: x.square() } }) })
 * const { y } = await square.step({ x: Float32Array.of(1, 2, 3) })
 */
export async function createEngine(options: EngineOptions = {}): Promise<Engine> {
  prepareTensorFlow()
  if (options.name !== undefined && !engineNames.includes(options.name)) {
    throw new EngineError('NO_SUCH_ENGINE', `there is no engine '${options.name}'; there are ${engineNames.join(', ')}`)
  }
  return checkedEngine(await startRuntime(options, thisMachine()))
}
