import { availableParallelism, cpus } from 'node:os'
import * as tf from '@tensorflow/tfjs'
import { checkShapes, checkTensors } from './checks.js'
import { type EagerEngineName, prepareBackend } from './eager/backends.js'
import { createEagerProgram } from './eager/program.js'
import { createEagerTraining } from './eager/training.js'
import { EngineError } from './errors.js'
import type { Engine, Program, ProgramDefinition, TrainingDefinition, TrainingProgram } from './program.js'

/** The engines that can be asked for by name. `onnx` is `onnx:cpu`; `auto` is the fastest that this machine can run. */
export const engineNames = ['auto', 'onnx', 'onnx:cpu', 'tfjs:node-gpu', 'tfjs:node', 'tfjs:wasm', 'tfjs:cpu'] as const

export type EngineName = (typeof engineNames)[number]

export interface EngineOptions {
  /** `auto` unless told. */
  readonly name?: EngineName
  /** Threads of `onnx:cpu`; as many as this process may use unless told. The tfjs engines choose for themselves. */
  readonly threads?: number
  /** Whether idle threads of `onnx:cpu` wait by spinning. True unless told: turn it off where other work shares the cores. */
  readonly spinning?: boolean
  /** Writes a trace of every operator that `onnx:cpu` runs, one file a program as it is disposed: the beginning of their paths. */
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
  const { name, device, ...runtime } = await startEngine(options)
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

/** An engine to which the names of inputs and outputs are just strings. */
interface Runtime extends Pick<Engine, 'name' | 'device'> {
  program(definition: ProgramDefinition): Promise<Program>
  training(definition: TrainingDefinition): Promise<TrainingProgram>
}

function startEngine({ name = 'auto', ...options }: EngineOptions): Promise<Runtime> {
  switch (name) {
    case 'auto':
      return eagerEngine('tfjs:node-gpu').catch(() => onnxEngine(options))
    case 'onnx':
    case 'onnx:cpu':
      return onnxEngine(options)
    case 'tfjs:node-gpu':
    case 'tfjs:node':
    case 'tfjs:wasm':
    case 'tfjs:cpu':
      return eagerEngine(name)
    default:
      throw new EngineError('NO_SUCH_ENGINE', `there is no engine '${name}'; there are ${engineNames.join(', ')}`)
  }
}

async function eagerEngine(name: EagerEngineName): Promise<Runtime> {
  const { backend, device } = await prepareBackend(name)
  return {
    name,
    device,
    program: (definition) => createEagerProgram(backend, definition),
    training: (definition) => createEagerTraining(backend, definition),
  }
}

async function onnxEngine({
  threads = availableParallelism(),
  spinning = true,
  profile,
}: EngineOptions): Promise<Runtime> {
  if (!Number.isInteger(threads) || threads < 1) {
    throw new EngineError('WRONG_VALUE', `threads must be a whole number from 1 up, got ${threads}`)
  }
  const { createOnnxProgram } = await import('./onnx/program.js')
  const { createOnnxTraining } = await import('./onnx/training.js')
  const options = { threads, spinning, ...(profile !== undefined && { profile }) }
  const processor = cpus()[0]?.model.trim() ?? 'unknown processor'
  return {
    name: 'onnx:cpu',
    device: `${processor}, ${threads} ${threads === 1 ? 'thread' : 'threads'}`,
    program: (definition) => createOnnxProgram(definition, options),
    training: (definition) => createOnnxTraining(definition, options),
  }
}

/** TensorFlow.js greets every Node program with advice to install a native backend, which is what this package is instead of. */
function quietenTensorFlow(): void {
  Object.assign(tf.findBackend('cpu'), { firstUse: false })
}
