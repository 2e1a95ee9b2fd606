import { thisMachine } from './availability/machine.js'
import { checkShapes, checkTensors } from './checks.js'
import { EngineError } from './errors.js'
import { createOptimisedTraining } from './optimiser/training.js'
import type { Engine, ProgramDefinition, TrainingDefinition } from './program.js'
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
      const { optimiser, adam, clipNorm } = definition
      if (optimiser !== undefined && adam === undefined) {
        return createOptimisedTraining({ ...definition, optimiser }, (program) => runtime.program(program))
      }
      if (optimiser !== undefined || clipNorm !== undefined) {
        throw new EngineError(
          'WRONG_VALUE',
          `${name} was given ${optimiser ? 'an optimiser and settings of Adam' : 'a clipNorm without an optimiser'}: \`clipNorm\` goes with \`optimiser\`, and with Adam into \`adam\``,
        )
      }
      return runtime.training(definition)
    },
  }
  return engine as Engine // the names that the types follow make no difference to what runs
}
