import { EngineError } from './errors.js'
import type { StepInputs, TrainingState } from './program.js'
import { mapRecord } from './record.js'
import {
  allocate,
  checkArray,
  dtypeOf,
  type HostArray,
  isHostArray,
  type NamedTensors,
  sizeOf,
  type TensorSpec,
} from './tensor.js'

/**
 * Checks what a step is given against what the program expects, and copies it into arrays of its own, the same ones every step:
 * the step runs later, and what happens to the caller's arrays meanwhile does not concern it.
 */
export function createInputReader(program: string, specs: Readonly<Record<string, TensorSpec>>) {
  const names = Object.keys(specs)
  const held = mapRecord(specs, ({ dtype = 'float32', shape }) => allocate(dtype, sizeOf(shape)))
  /** Calls `use` with each input's array. */
  return function read(inputs: StepInputs, use: (name: string, data: HostArray) => void): void {
    for (const name of Object.keys(inputs)) {
      if (Object.hasOwn(specs, name)) continue
      throw new EngineError(
        'WRONG_NAME',
        `${program} has no input '${name}'; its inputs are ${names.join(', ') || 'none'}`,
      )
    }
    for (const name of names) {
      const given = Object.hasOwn(inputs, name) ? inputs[name] : undefined
      if (given === undefined) {
        throw new EngineError(
          'WRONG_NAME',
          `${program} was not given its input '${name}'; it wants ${names.join(', ')}`,
        )
      }
      const own = held[name]!
      const isNumber = typeof given === 'number' && specs[name]!.shape.length === 0
      if (!isNumber) checkArray(`${program}: input '${name}'`, given as HostArray, specs[name]!)
      if (isNumber) own.fill(given)
      else own.set(given as HostArray)
      if (isNumber) checkHeld(`${program}: input '${name}'`, given, own)
      use(name, own)
    }
  }
}

/** Refuses a number that an array of whole numbers does not hold as it is. */
function checkHeld(what: string, given: number, scalar: HostArray): void {
  if (scalar instanceof Float32Array || (scalar[0] === given && (scalar instanceof Int32Array || given <= 1))) return
  const expected = scalar instanceof Int32Array ? 'a whole number (int32)' : '0 or 1 (bool)'
  throw new EngineError('WRONG_DTYPE', `${what} must be ${expected}, got ${given}`)
}

/** Refuses shapes that are not valid. */
export function checkShapes(what: string, specs: Readonly<Record<string, TensorSpec>>): void {
  for (const [name, { shape }] of Object.entries(specs)) {
    if (Array.isArray(shape) && shape.every((n) => Number.isInteger(n) && n >= 0)) continue
    throw new EngineError(
      'WRONG_SHAPE',
      `${what} '${name}' must have a shape of whole numbers, known beforehand, got ${JSON.stringify(shape)}`,
    )
  }
}

/** Refuses initial tensors whose numbers do not fit their shape, or are of another type than `dtype`. */
export function checkTensors(what: string, tensors: NamedTensors, dtype?: TensorSpec['dtype']): void {
  checkShapes(what, tensors)
  for (const [name, { shape, data }] of Object.entries(tensors)) {
    const expected = dtype ?? (isHostArray(data) ? dtypeOf(data) : 'float32')
    checkArray(`${what} '${name}'`, data, { shape, dtype: expected })
  }
}

/** Refuses what a body returned, if it is not an object that has what is needed. */
export function checkReturned<K extends string, T extends Readonly<Record<K, unknown>>>(
  what: string,
  key: K,
  result: T,
): T {
  if (result?.[key]) return result
  const found = (result as unknown) instanceof Promise ? 'a promise; it may not be async' : `${result}`
  throw new EngineError('UNSUPPORTED', `${what} must return an object with ${key}, got ${found}`)
}

/** Refuses tensors that do not have the names, shapes and types of these. */
export function checkSameTensors(
  what: string,
  given: NamedTensors,
  expected: Readonly<Record<string, TensorSpec>>,
): void {
  const missing = Object.keys(expected).filter((name) => !Object.hasOwn(given, name))
  const unknown = Object.keys(given).filter((name) => !Object.hasOwn(expected, name))
  if (missing.length + unknown.length > 0) {
    const parts = [
      missing.length ? `lacks ${missing.join(', ')}` : '',
      unknown.length ? `has unknown ${unknown.join(', ')}` : '',
    ]
    throw new EngineError('WRONG_NAME', `${what} ${parts.filter(Boolean).join(' and ')}`)
  }
  for (const [name, spec] of Object.entries(expected)) {
    const { shape, data } = given[name]!
    if (shape.join() !== spec.shape.join()) {
      throw new EngineError(
        'WRONG_SHAPE',
        `${what}: '${name}' must have shape [${spec.shape.join(', ')}], got [${shape.join(', ')}]`,
      )
    }
    checkArray(`${what}: '${name}'`, data, spec)
  }
}

/** Refuses a new state tensor that the program does not have, or that has changed its shape or type. */
export function checkNewState(
  program: string,
  name: string,
  given: TensorSpec,
  expected: TensorSpec | undefined,
): void {
  if (!expected) {
    throw new EngineError(
      'WRONG_NAME',
      `the body of ${program} returned a new state '${name}', but the program has no such state`,
    )
  }
  const describe = ({ shape, dtype }: TensorSpec) => `${dtype}[${shape.join(', ')}]`
  if (describe(given) !== describe(expected)) {
    throw new EngineError(
      given.dtype === expected.dtype ? 'WRONG_SHAPE' : 'WRONG_DTYPE',
      `the body of ${program} returned the state '${name}' as ${describe(given)}, but it is ${describe(expected)} and must stay so`,
    )
  }
}

/** Refuses numbers among which there is a NaN or an infinity. */
export function checkFinite(what: string, data: HostArray): void {
  if (!(data instanceof Float32Array)) return
  // x * 0 is 0 for every finite x and NaN for all others
  let sum = 0
  for (let i = 0; i < data.length; i++) sum += data[i]! * 0
  if (sum === 0) return
  const index = data.findIndex((number) => !Number.isFinite(number))
  throw new EngineError('NOT_FINITE', `${what} is not finite: element ${index} is ${data[index]}`)
}

/** Refuses a loss or a gradient norm that is not finite, naming the terms that blew up. */
export function checkStep(what: string, found: number, terms: Readonly<Record<string, number>>): void {
  if (Number.isFinite(found)) return
  const broken = Object.entries(terms).filter(([, value]) => !Number.isFinite(value))
  const blame = broken.map(([name, value]) => `${name} is ${value}`).join(', ') || 'every term of it is finite'
  throw new EngineError('NOT_FINITE', `${what} is ${found}: ${blame}`)
}

/** The tensors of a training state. */
export const trainingParts = ['parameters', 'firstMoment', 'secondMoment'] as const

/** Refuses a training state that does not fit the parameters. */
export function checkTrainingState(
  name: string,
  state: TrainingState,
  parameters: Readonly<Record<string, TensorSpec>>,
): void {
  for (const part of trainingParts) checkSameTensors(`the ${part} written to ${name}`, state[part], parameters)
  checkSameTensors(`the optimiserState written to ${name}`, state.optimiserState ?? {}, {})
  checkStepCount(name, state)
}

/** Refuses a number of steps that is none. */
export function checkStepCount(name: string, { adamStep }: Pick<TrainingState, 'adamStep'>): void {
  if (Number.isInteger(adamStep) && adamStep >= 0) return
  throw new EngineError(
    'WRONG_VALUE',
    `the adamStep written to ${name} must be a whole number from 0 up, got ${adamStep}`,
  )
}

export function checkLearningRate(name: string, learningRate: number): void {
  if (Number.isFinite(learningRate)) return
  throw new EngineError('WRONG_VALUE', `${name}: the learning rate must be a finite number, got ${learningRate}`)
}
