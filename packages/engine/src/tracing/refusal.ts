import * as tf from '@tensorflow/tfjs-core'
import { EngineError, type EngineErrorCode } from '../errors.js'

/** What a kernel's mapping or TensorFlow.js itself refuses is an error of the engine; whatever else went wrong stays what it is. */
export function refusalOfKernel(kernel: string, error: unknown): unknown {
  if (error instanceof EngineError) {
    const ours = error.code === 'WRONG_SHAPE' || error.code === 'WRONG_VALUE'
    return ours ? new EngineError(error.code, `${kernel}: ${error.message}`, { cause: error }) : error
  }
  return isPlain(error) ? inItsWords(error) : error
}

/**
 * TensorFlow.js's ops check their arguments before any kernel runs. Other errors of a body are passed on as they are.
 *
 * @param leftAnOp whether the error has just left an op: in a bundle the stack does not tell whose it is
 */
export const refusalOfBody = (error: unknown, leftAnOp: boolean): unknown =>
  isPlain(error) && (leftAnOp || isThrownByTensorFlow(error)) ? inItsWords(error) : error

/** Calls `work`, and says in `leftAnOp` whether an op has been left by an error and nothing begun since. */
export function watchingOps<T>(work: () => T, ops: { leftAnOp: boolean }): T {
  const engine = tf.engine()
  const { startScope, endScope } = engine
  engine.startScope = (name) => {
    ops.leftAnOp = false
    startScope.call(engine, name)
  }
  // An op that fails ends its scope with null, where one that does not ends it with its result.
  engine.endScope = (result) => {
    if (result === null) ops.leftAnOp = true
    endScope.call(engine, result)
  }
  try {
    return work()
  } finally {
    Object.assign(engine, { startScope, endScope })
  }
}

const isPlain = (error: unknown): error is Error => error instanceof Error && error.constructor === Error

const isThrownByTensorFlow = ({ stack = '' }: Error): boolean =>
  /[\\/](@tensorflow|tfjs-[a-z]+)[\\/]/.test(stack.split('\n').find((line) => /^\s+at /.test(line)) ?? '')

const inItsWords = (error: Error) => new EngineError(codeOf(error.message), error.message, { cause: error })

const words: readonly (readonly [RegExp, EngineErrorCode])[] = [
  [/passed to '\w+' must be|dtype/, 'WRONG_DTYPE'],
  [
    /not (yet )?(supported|implemented)|gradient function not found|Cannot compute gradient|Error in gradient/,
    'UNSUPPORTED',
  ],
  [/index value|Invalid indices|min \(|depth must be|'k' passed to/, 'WRONG_VALUE'],
]

const codeOf = (message: string): EngineErrorCode =>
  words.find(([pattern]) => pattern.test(message))?.[1] ?? 'WRONG_SHAPE'
