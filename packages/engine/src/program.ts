import type { Scalar, Tensor } from '@tensorflow/tfjs-core'
import type { AdamOptions } from './adam/adam.js'
import type { Optimiser } from './optimiser/optimiser.js'
import type { HostArray, HostTensor, NamedTensors, TensorMap, TensorSpec } from './tensor.js'

/** What a step is given: an array for each input, or a number for a scalar. */
export type StepInputs<Name extends string = string> = Readonly<Record<Name, HostArray | number>>

/** A function in TensorFlow.js ops that an engine takes in. The names of its state, inputs and outputs are part of its type. */
export interface ProgramDefinition<
  State extends string = string,
  Input extends string = string,
  Output extends string = string,
> {
  /** For error messages. */
  readonly name?: string
  /** The initial state. It lives wherever the engine keeps it from now on; the arrays given are copied. */
  readonly state?: Readonly<Record<State, HostTensor>>
  /** What each step is given. */
  readonly inputs: Readonly<Record<Input, TensorSpec>>
  /**
   * Maps (state, inputs) to outputs and a new state, in TensorFlow.js ops only: it may read no values and draw no
   * random numbers, because it may be run once only, to be written down. State that it does not return stays as it is.
   */
  readonly body: (
    state: TensorMap<State>,
    inputs: TensorMap<Input>,
  ) => { readonly state?: Readonly<Partial<Record<State, Tensor>>>; readonly outputs: TensorMap<Output> }
}

/** A body in an engine: each step computes the outputs from the state and the inputs, and moves the state on. */
export interface Program<Input extends string = string, Output extends string = string> {
  /**
   * Runs one step. A scalar input may be given as a number.
   *
   * @returns the outputs by name. The arrays are used again two steps on: copy what is to be kept.
   * @throws EngineError WRONG_NAME, WRONG_SHAPE, WRONG_DTYPE for inputs that are not what the definition says, NOT_FINITE where
   *   the new state holds a NaN or an infinity, naming the tensor; the state is then the one before the step. UNSUPPORTED
   *   where the step before has not been awaited
   */
  step(inputs: StepInputs<Input>): Promise<Record<Output, HostArray>>
  /** A copy of the state. */
  readState(): Promise<NamedTensors>
  /** Replaces the state, all of it, by tensors of the same names, shapes and types. */
  writeState(state: NamedTensors): Promise<void>
  /** Frees the memory of the program, after which it cannot be used. */
  dispose(): Promise<void>
}

/** A loss in TensorFlow.js ops, to be minimised by Adam or by another optimiser. */
export interface TrainingDefinition<
  Parameter extends string = string,
  Input extends string = string,
  Term extends string = string,
> {
  readonly name?: string
  /** The initial parameters, copied. */
  readonly parameters: Readonly<Record<Parameter, HostTensor<Float32Array>>>
  readonly inputs: Readonly<Record<Input, TensorSpec>>
  /** The loss (a scalar), and scalars to be reported beside it. The same rules as for the body of a program. */
  readonly loss: (
    parameters: TensorMap<Parameter>,
    inputs: TensorMap<Input>,
  ) => { readonly loss: Scalar; readonly terms?: Readonly<Record<Term, Scalar>> }
  /** Settings of the engine's own optimiser: updated in place, it is the fast way. */
  readonly adam?: AdamOptions
  /** Replaces Adam, such as {@link sgd}; its update is part of the graph. */
  readonly optimiser?: Optimiser
  /** With `optimiser`, what `clipNorm` of `adam` is with Adam. */
  readonly clipNorm?: number
}

/** What one training step found. */
export interface StepResult<Term extends string = string> {
  readonly loss: number
  readonly terms: Readonly<Record<Term, number>>
  /** Euclidean norm of the gradient with respect to all parameters together, before any clipping. */
  readonly gradientNorm: number
}

/** Everything a training program carries from one step to the next; restoring it continues to the bit. */
export interface TrainingState {
  /** Steps taken since the optimiser was last fresh: the t of Adam's bias correction. */
  readonly adamStep: number
  readonly parameters: NamedTensors<Float32Array>
  /** Adam's moments; no tensors where another optimiser replaces Adam. */
  readonly firstMoment: NamedTensors<Float32Array>
  readonly secondMoment: NamedTensors<Float32Array>
  /** What another optimiser carries, by its own names. */
  readonly optimiserState?: NamedTensors<Float32Array>
}

/** Gradient descent on a loss: forward, backward and update in one step. */
export interface TrainingProgram<Input extends string = string, Term extends string = string> {
  /**
   * One step at this learning rate.
   *
   * @throws EngineError NOT_FINITE where the loss or its gradient is not finite. After a loss that is not finite the state
   *   is the one before the step, and so it is after a gradient that is not where `clipNorm` or an optimiser is set; elsewhere the
   *   state may be lost then: restore one that was read before
   */
  step(inputs: StepInputs<Input>, options: { readonly learningRate: number }): Promise<StepResult<Term>>
  /** A copy of the parameters alone. */
  parameters(): Promise<NamedTensors<Float32Array>>
  /**
   * The whole state. A copy, or with `copy: false` the very arrays where the engine has them on the host: for reading alone, and
   * before the next step.
   */
  readState(options?: { readonly copy?: boolean }): Promise<TrainingState>
  /** Replaces the whole state, by one that `readState` gave. */
  writeState(state: TrainingState): Promise<void>
  /** Starts the optimiser afresh: Adam's moments and the step count go to zero, the parameters stay. */
  resetOptimizer(): Promise<void>
  /** Disposes the program and hands out its parameters, which so take no memory beside what a step needs. */
  finish(): Promise<NamedTensors<Float32Array>>
  /** Frees the memory of the program, after which it cannot be used. */
  dispose(): Promise<void>
}

/** Something that runs programs. */
export interface Engine {
  /** Its full name, such as `onnx:cpu` or `tfjs:wasm`. */
  readonly name: string
  /** A description of what it runs on: `AMD EPYC, 2 threads`. */
  readonly device: string
  /** Takes in a function. Throws `EngineError` where the body cannot be traced, such as `UNMAPPED_OP`. */
  program<State extends string, Input extends string, Output extends string>(
    definition: ProgramDefinition<State, Input, Output>,
  ): Promise<Program<Input, Output>>
  /** Takes in a loss, to be minimised step by step. Throws as `program` does. */
  training<Parameter extends string, Input extends string, Term extends string>(
    definition: TrainingDefinition<Parameter, Input, Term>,
  ): Promise<TrainingProgram<Input, Term>>
}
