import { Worker } from 'node:worker_threads'
import * as tf from '@tensorflow/tfjs'
import { expect, it } from 'vitest'
import { createEngine } from '../engine.js'

const afterwards = `
  const { parentPort } = require('node:worker_threads')
  parentPort.postMessage([Number.MIN_VALUE / 1, JSON.parse('[1e-310]')[0], Math.fround(1e-40) * 1])`

it('a program leaves JavaScript’s own arithmetic alone, here and in later workers, and keeps numbers too small to be normal', async () => {
  const engine = await createEngine({ name: 'onnx:cpu' })
  const program = await engine.program({
    inputs: { x: { shape: [2] } },
    body: (_, { x }) => ({ outputs: { y: tf.mul(x!, tf.scalar(0.5)) } }),
  })
  const { y } = await program.step({ x: Float32Array.of(1e-38, 4e-40) })
  expect([...y!]).toEqual([...Float32Array.of(1e-38, 4e-40).map((number) => number / 2)])
  const smallest = Number.MIN_VALUE
  expect(smallest * 1 > 0).toBe(true)
  expect(JSON.parse('[1e-310]')[0]).toBe(Number('1e-310'))
  expect(String(JSON.parse('[1e-310]')[0])).toBe('1e-310')
  const inWorker = await new Promise((resolve) => new Worker(afterwards, { eval: true }).once('message', resolve))
  expect(inWorker).toEqual([Number.MIN_VALUE, 1e-310, Math.fround(1e-40)])
  await program.dispose()
})
