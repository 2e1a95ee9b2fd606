import type * as tf from '@tensorflow/tfjs'
import { EngineError } from '../../src/errors.js'
import { createGraphBuilder, knownNumbers, type Value } from '../../src/graph/graph.js'
import { allocate, type HostArray, sizeOf } from '../../src/tensor.js'
import { RecordingBackend, supported } from '../../src/tracing/recording-backend.js'
import { computeGraph } from '../compute-graph.js'

/** What tensors that are made of numbers become in the graph: its inputs, its constants, or one and the other by turns. */
export type Made = 'inputs' | 'constants' | 'mixed'

/**
 * A backend that records what TensorFlow.js runs on it, as a trace does, and lets ONNX Runtime compute it when a tensor is read.
 */
export class DeferredBackend extends RecordingBackend {
  private readonly made: Made
  private given = new Map<Value, HostArray>()
  private written = 0
  private readonly listener: (numbers: tf.BackendValues) => void

  /** @param listener is told of all numbers that are read */
  constructor(made: Made, listener: (numbers: tf.BackendValues) => void) {
    super()
    this.made = made
    this.listener = listener
    this.restart()
  }

  /** Forgets everything that was recorded. */
  restart(): void {
    this.given = new Map()
    this.written = 0
    this.begin(createGraphBuilder())
  }

  override write(values: tf.BackendValues | null, shape: number[], type: tf.DataType): object {
    const isInput = this.made === 'inputs' || (this.made === 'mixed' && this.written % 2 === 0)
    this.written++
    if (!isInput) return super.write(values, shape, type)
    const dtype = supported(type)
    const data = allocate(dtype, sizeOf(shape))
    if (values) data.set(values as HostArray)
    const value = this.recording().input(`x${this.given.size}`, { shape: [...shape], dtype })
    this.given.set(value, data)
    return this.infoOf(value).dataId
  }

  override readSync(dataId: object): HostArray {
    const known = this.knownBehind(dataId)
    if (known) return known
    throw new EngineError('READ_WHILE_TRACING', 'a tensor was read without waiting for it')
  }

  override async read(dataId: object): Promise<HostArray> {
    const value = this.values.get(dataId)
    if (!value) throw new Error('a tensor was read that nothing recorded')
    const numbers = this.knownBehind(dataId) ?? (await this.compute(value))
    this.listener(numbers)
    return numbers
  }

  private knownBehind(dataId: object): HostArray | undefined {
    const value = this.values.get(dataId)
    return value && (this.given.get(value) ?? knownNumbers(value, value.shape))
  }

  private async compute(value: Value): Promise<HostArray> {
    const feeds = [...this.given.values()].map((data, i) => [`x${i}`, data] as const)
    const graph = { inputs: [...this.given.keys()], outputs: { y: value } }
    return (await computeGraph(graph, Object.fromEntries(feeds))).y!
  }
}
