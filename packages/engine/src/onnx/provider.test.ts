import { describe, expect, it } from 'vitest'
import { createGraphBuilder } from '../graph/graph.js'
import { checkProvider } from './provider.js'

function graphOf(op: string, attributes: Record<string, number>, outputCount: number) {
  const builder = createGraphBuilder()
  const x = builder.input('x', { shape: [1, 4, 5, 5], dtype: 'float32' })
  const outputs = Array.from({ length: outputCount }, () => ({ shape: [1, 4, 5, 5], dtype: 'float32' as const }))
  const [y] = builder.node({ op, inputs: [x], attributes, outputs })
  return { inputs: [x], outputs: { y: builder.node({ op: 'Neg', inputs: [y!], outputs: [outputs[0]!] })[0]! } }
}

describe('checkProvider', () => {
  it.each([
    ['MaxPool', {}, 2, 'the gradient of max pooling'],
    ['ConvTranspose', { group: 2 }, 1, 'depthwise'],
  ] as const)('refuses %s %j with %d outputs on WebGPU alone', (op, attributes, outputs, message) => {
    const graph = graphOf(op, attributes, outputs)
    expect(() => checkProvider('net', graph, 'webgpu')).toThrow(expect.objectContaining({ code: 'UNSUPPORTED' }))
    expect(() => checkProvider('net', graph, 'webgpu')).toThrow(message)
    expect(() => checkProvider('net', graph, 'cpu')).not.toThrow()
  })

  it.each([
    ['MaxPool', {}, 1],
    ['ConvTranspose', { group: 1 }, 1],
    ['ConvTranspose', { group: 4 }, 1],
  ] as const)('lets %s %j with %d outputs through', (op, attributes, outputs) => {
    expect(() => checkProvider('net', graphOf(op, attributes, outputs), 'webgpu')).not.toThrow()
  })
})
