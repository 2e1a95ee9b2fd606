import { checkShapes, checkTensors } from './checks.js'
import { EngineError } from './errors.js'
import { createOptimisedTraining } from './optimiser/training.js'
import type { Engine, Program, ProgramDefinition, TrainingDefinition, TrainingProgram } from './program.js'

/** An engine to which the names of inputs and outputs are just strings. */
export interface Runtime extends Pick<Engine, 'name' | 'device'> {
  program(definition: ProgramDefinition): Promise<Program>
  training(definition: TrainingDefinition): Promise<TrainingProgram>
}

/** The engine that what runs programs makes: definitions are checked, and optimisers in Adam's place become part of the program. */
export function checkedEngine({ name, device, ...runtime }: Runtime): Engine {
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
