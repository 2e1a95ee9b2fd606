import * as tf from '@tensorflow/tfjs'
import { thisMachine } from './availability/machine.js'
import { checkShapes, checkTensors } from './checks.js'
import { EngineError } from './errors.js'
import type { Engine, ProgramDefinition, TrainingDefinition } from './program.js'
import { startRuntime } from './runtime.js'

/** The engines that can be asked for by name. `onnx` is `onnx:cpu`; `auto` is the fastest that this machine can run. */
export const engineNames = [
  'auto',
  'onnx',
  'onnx:cpu',
  'onnx:webgpu',
  'onnx:cuda',
  'tfjs:node-gpu',
  'tfjs:node',
  'tfjs:wasm',
  'tfjs:cpu',
] as const

export type EngineName = (typeof engineNames)[number]

export interface EngineOptions {
  /** `auto` unless told. */
  readonly name?: EngineName
  /**
   * Threads of `onnx:cpu`. Unless told, here or by the environment variable VSC_THREADS, as many as this process may use cores. The
   * tfjs engines and the GPU's choose for themselves.
   */
  readonly threads?: number
  /**
   * Whether idle threads of `onnx:cpu` wait by spinning: faster alone, ruinous where other work shares the cores. Unless told,
   * here or by the environment variable VSC_SPINNING (1 or 0), they do where others leave the cores idle as the engine starts.
   */
  readonly spinning?: boolean
  /** Writes a trace of every operator that an `onnx` engine runs, one file a program as it is disposed: the beginning of their paths. */
  readonly profile?: string
}

/**
 * Makes an engine ready.
 *
 * @throws EngineError NO_SUCH_ENGINE for a name that is none, ENGINE_UNAVAILABLE where the engine cannot run here, saying why and
 *   what to install
 * @example
 * const engine = await createEngine()
 * const square = await engine.program({ inputs: { x: { shape: [3] } }, body: (_, { x }) => ({ outputs: { y: x.square() } }) })
 * const { y } = await square.step({ x: Float32Array.of(1, 2, 3) })
 */
export async function createEngine(options: EngineOptions = {}): Promise<Engine> {
  quietenTensorFlow()
  if (options.name !== undefined && !engineNames.includes(options.name)) {
    throw new EngineError('NO_SUCH_ENGINE', `there is no engine '${options.name}'; there are ${engineNames.join(', ')}`)
  }
  const { name, device, ...runtime } = await startRuntime(options, thisMachine())
  const engine = {
    name,
    device,
    async program(definition: ProgramDefinition) {
      const { name = 'program', state = {}, inputs } = definition
      checkShapes(`${name}: input`, inputs)
      checkTensors(`${name}: initial state`, state)
      return runtime.program(definition)
    },
    async training(definition: TrainingDefinition) {
      const { name = 'training', parameters, inputs } = definition
      checkShapes(`${name}: input`, inputs)
      checkTensors(`${name}: parameter`, parameters, 'float32')
      if (Object.keys(parameters).length === 0) {
        throw new EngineError('WRONG_NAME', `${name} has no parameters to train; give it at least one`)
      }
      return runtime.training(definition)
    },
  }
  return engine as Engine // the names that the types follow make no difference to what runs
}

/** TensorFlow.js greets every Node program with advice to install a native backend, which is what this package is instead of. */
function quietenTensorFlow(): void {
  Object.assign(tf.findBackend('cpu'), { firstUse: false })
}
