import { createEngine, EngineError, type EngineName } from '@vsc/engine'
import { measureCeilings } from './ceilings.js'
import { measureStep } from './measure-step.js'
import { print } from './print.js'
import { slowLength, standardSizes } from './step-size.js'

/** TensorFlow.js's own, which compute op by op. */
const backends = ['tfjs:node-gpu', 'tfjs:node', 'tfjs:wasm', 'tfjs:cpu'] as const satisfies readonly EngineName[]

/** The standard steps of VSC on TensorFlow.js's own backends, one step each; of a quick run the small one alone. */
export async function measureBackends({ quick }: { readonly quick: boolean }): Promise<void> {
  for (const name of backends) {
    try {
      const engine = await createEngine({ name })
      const ceilings = await measureCeilings(engine)
      for (const size of quick ? standardSizes.slice(1) : standardSizes) {
        print((await measureStep(engine, { model: 'vsc', ...size }, slowLength, ceilings)).line)
      }
    } catch (error) {
      if (!(error instanceof EngineError && error.code === 'ENGINE_UNAVAILABLE')) throw error
      print({ bench: 'step', engine: name, unavailable: error.message })
    }
  }
}
