import * as tf from '@tensorflow/tfjs'
import * as ort from 'onnxruntime-node'
import { describe, expect, it } from 'vitest'
import { runGraph } from '../../test/run-graph.js'
import { createGraphBuilder } from '../graph/graph.js'
import { trace } from '../tracing/trace.js'
import { encodeOnnx } from './encode.js'

/** A protocol buffer read by the description of its wire format: the values of each field, in order. */
function decode(bytes: Uint8Array): Record<number, (number | Uint8Array)[]> {
  const fields: Record<number, (number | Uint8Array)[]> = {}
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 0
  const varint = (): number => {
    let value = 0n
    for (let shift = 0n; ; shift += 7n) {
      const byte = bytes[at++]!
      value |= BigInt(byte & 127) << shift
      if (byte < 128) return Number(BigInt.asIntN(64, value))
    }
  }
  while (at < bytes.length) {
    const tag = varint()
    const values = fields[tag >> 3] ?? []
    fields[tag >> 3] = values
    const wireType = tag & 7
    if (wireType === 0) values.push(varint())
    else if (wireType === 2) {
      const length = varint()
      values.push(bytes.subarray(at, at + length))
      at += length
    } else if (wireType === 5) {
      values.push(view.getFloat32(at, true))
      at += 4
    } else throw new Error(`wire type ${wireType}`)
  }
  return fields
}

const messages = (values: (number | Uint8Array)[] | undefined) => (values ?? []).map((v) => decode(v as Uint8Array))
const text = (values: (number | Uint8Array)[] | undefined) =>
  (values ?? []).map((v) => new TextDecoder().decode(v as Uint8Array))

function graphOf(model: Uint8Array) {
  const [graph] = messages(decode(model)[7])
  const nodes = messages(graph![1]).map((node) => ({
    op: text(node[4])[0],
    inputs: text(node[1]),
    outputs: text(node[2]),
    attributes: messages(node[5]),
  }))
  return {
    name: text(graph![2])[0],
    nodes,
    initializers: messages(graph![5]),
    infos: { in: graph![11], out: graph![12] },
  }
}

describe('an encoded model', () => {
  it('is, byte for byte, what onnx.proto says of x + 1', () => {
    const builder = createGraphBuilder()
    const x = builder.input('x', { shape: [2] })
    const one = builder.constant(Float32Array.of(1), [])
    const y = builder.node({ op: 'Add', inputs: [x, one], outputs: [{ shape: [2], dtype: 'float32' }] })[0]!
    const model = encodeOnnx({ inputs: [x], outputs: { y } }, { name: 'g' })

    const bytesOf = (string: string) => [...new TextEncoder().encode(string)]
    const field = (number: number, bytes: number[]) => [(number << 3) | 2, bytes.length, ...bytes]
    const varint = (number: number, value: number) => [number << 3, value]
    const name = (number: number, string: string) => field(number, bytesOf(string))
    const dimension = field(1, varint(1, 2)) // TensorShapeProto.dim, of dim_value 2
    const type = field(1, [...varint(1, 1), ...field(2, dimension)]) // tensor_type: elem_type FLOAT, shape
    const node = [...name(1, 'x'), ...name(1, 'v1'), ...name(2, 'y'), ...name(3, 'Add_0'), ...name(4, 'Add')]
    const tensor = [...varint(2, 1), ...name(8, 'v1'), ...field(9, [0, 0, 0x80, 0x3f])] // no dims: a scalar
    const graph = [
      ...field(1, node),
      ...name(2, 'g'),
      ...field(5, tensor),
      ...field(11, [...name(1, 'x'), ...field(2, type)]),
      ...field(12, [...name(1, 'y'), ...field(2, type)]),
    ]
    const expected = [...varint(1, 8), ...name(2, '@vsc/engine'), ...field(7, graph), ...field(8, varint(2, 18))]
    expect([...model]).toEqual(expected)
  })

  it('says its name, its metadata and the operator set', () => {
    const builder = createGraphBuilder()
    const x = builder.input('x', { shape: [] })
    const model = encodeOnnx(
      { inputs: [x], outputs: { y: x } },
      { name: 'identity', metadata: { 'vsc.alpha': '0.01' } },
    )
    expect(graphOf(model).name).toBe('identity')
    expect(messages(decode(model)[14]).map((entry) => [text(entry[1])[0], text(entry[2])[0]])).toEqual([
      ['vsc.alpha', '0.01'],
    ])
    expect(messages(decode(model)[8])[0]![2]).toEqual([18])
  })

  it('holds attributes of every type, and integers as int64 constants', () => {
    const builder = createGraphBuilder()
    const x = builder.input('x', { shape: [2, 3] })
    const attributes = { axis: -1, perm: [1, 0], alpha: { float: 0.25 }, mode: 'linear' }
    const y = builder.node({ op: 'Any', inputs: [x], attributes, integers: [[-1, 300]], outputs: [x] })[0]!
    const { nodes, initializers } = graphOf(encodeOnnx({ inputs: [x], outputs: { y } }))
    const [axis, perm, alpha, mode] = nodes[0]!.attributes
    expect([text(axis![1]), axis![3], axis![20]]).toEqual([['axis'], [-1], [2]])
    expect([text(perm![1]), perm![8], perm![20]]).toEqual([['perm'], [1, 0], [7]])
    expect([text(alpha![1]), alpha![2], alpha![20]]).toEqual([['alpha'], [0.25], [1]])
    expect([text(mode![1]), text(mode![4]), mode![20]]).toEqual([['mode'], ['linear'], [3]])
    const [integers] = initializers
    expect(integers![1]).toEqual([2])
    expect(integers![2]).toEqual([7])
    expect(text(integers![8])[0]).toBe(nodes[0]!.inputs[1])
    const raw = (integers![9]![0] as Uint8Array).slice()
    expect([...new BigInt64Array(raw.buffer)]).toEqual([-1n, 300n])
  })

  it('gives outputs that are inputs, constants or one another the names they were asked by', async () => {
    const graph = trace({ x: { shape: [2] } }, ({ x }) => {
      const y = tf.exp(x!)
      return { same: x!, number: tf.scalar(7), y, twin: tf.mul(y, 1), wide: tf.ones([2, 2]) }
    })
    const found = await runGraph(graph, { x: Float32Array.of(0, 1) })
    expect(found.same).toEqual(Float32Array.of(0, 1))
    expect(found.number).toEqual(Float32Array.of(7))
    expect(found.y![1]).toBeCloseTo(Math.E, 5)
    expect(found.twin).toEqual(found.y)
    expect(found.wide).toEqual(Float32Array.of(1, 1, 1, 1))
    const identities = graphOf(encodeOnnx(graph)).nodes.filter(({ op }) => op === 'Identity')
    expect(identities.map(({ outputs }) => outputs[0])).toEqual(['same', 'number', 'twin'])
  })

  it('keeps scalar and empty shapes, and every element type', async () => {
    const graph = trace(
      {
        scalar: { shape: [] },
        empty: { shape: [0, 3] },
        count: { shape: [2], dtype: 'int32' },
        mask: { shape: [2], dtype: 'bool' },
      },
      ({ scalar, empty, count, mask }) => ({
        s: tf.neg(scalar!),
        sum: tf.sum(empty!, 0),
        none: tf.mul(empty!, 2),
        constant: tf.add(empty!, tf.zeros([0, 3])),
        next: tf.add(count!, tf.scalar(1, 'int32')),
        not: tf.logicalNot(mask!),
      }),
    )
    const found = await runGraph(graph, {
      scalar: Float32Array.of(3),
      empty: new Float32Array(0),
      count: Int32Array.of(-5, 2 ** 30),
      mask: Uint8Array.of(0, 1),
    })
    expect(found).toEqual({
      s: Float32Array.of(-3),
      sum: new Float32Array(3),
      none: new Float32Array(0),
      constant: new Float32Array(0),
      next: Int32Array.of(-4, 2 ** 30 + 1),
      not: Uint8Array.of(1, 0),
    })
  })

  it('shows ONNX Runtime the names that were given', async () => {
    const graph = trace({ 'input/images': { shape: [2] } }, (tensors) => ({
      'output/μ': tf.exp(tensors['input/images']!),
    }))
    const session = await ort.InferenceSession.create(encodeOnnx(graph))
    expect(session.inputNames).toEqual(['input/images'])
    expect(session.outputNames).toEqual(['output/μ'])
    await session.release()
  })
})
