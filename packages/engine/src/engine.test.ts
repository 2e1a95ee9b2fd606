import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import * as tf from '@tensorflow/tfjs'
import { describe, expect, it, vi } from 'vitest'
import { createEngine } from './engine.js'
import { type EngineName, engineNames } from './runtime.js'

const hasNativePart = (module: string) => {
  try {
    return existsSync(join(dirname(createRequire(import.meta.url).resolve(`${module}/package.json`)), 'lib'))
  } catch {
    return false
  }
}

async function triples(name: EngineName): Promise<string> {
  const engine = await createEngine({ name })
  const program = await engine.program({
    inputs: { x: { shape: [2] } },
    body: (_, { x }) => ({ outputs: { y: tf.mul(x!, 3) } }),
  })
  expect(await program.step({ x: Float32Array.of(1, 2) })).toEqual({ y: Float32Array.of(3, 6) })
  await program.dispose()
  return engine.name
}

describe('createEngine', () => {
  it.each([
    ['onnx', 'onnx:cpu'],
    ['onnx:cpu', 'onnx:cpu'],
    ['tfjs:cpu', 'tfjs:cpu'],
    ['tfjs:wasm', 'tfjs:wasm'],
  ] as const)('starts %s', async (name, full) => {
    expect(await triples(name)).toBe(full)
  })

  it.skipIf(hasNativePart('@tensorflow/tfjs-node-gpu'))(
    'takes ONNX Runtime where there is no tfjs-node-gpu',
    async () => {
      expect(await triples('auto')).toBe('onnx:cpu')
      expect((await createEngine()).name).toBe('onnx:cpu')
    },
  )

  it.each(['tfjs:node', 'tfjs:node-gpu'] as const)(
    'says why %s cannot be had, and registers nothing of it',
    async (name) => {
      const module = name.replace('tfjs:', '@tensorflow/tfjs-')
      if (hasNativePart(module)) return
      await expect(createEngine({ name })).rejects.toMatchObject({
        code: 'ENGINE_UNAVAILABLE',
        message: expect.stringMatching(new RegExp(`${name}.*${module}.*(native part|not installed|no longer has)`)),
      })
      expect(tf.getKernelsForBackend('tensorflow')).toEqual([])
      expect(tf.findBackend('tensorflow') ?? null).toBeNull()
    },
  )

  it('lists the engines for an unknown name', async () => {
    await expect(createEngine({ name: 'cuda' as EngineName })).rejects.toMatchObject({
      code: 'NO_SUCH_ENGINE',
      message: `there is no engine 'cuda'; there are ${engineNames.join(', ')}`,
    })
  })

  it.each([0, -1, 1.5, Number.NaN])('refuses %d threads', async (threads) => {
    await expect(createEngine({ name: 'onnx:cpu', threads })).rejects.toMatchObject({ code: 'WRONG_VALUE' })
  })

  it('says what it runs on', async () => {
    expect((await createEngine({ name: 'onnx:cpu', threads: 1 })).device).toMatch(/, 1 thread$/)
    expect((await createEngine({ name: 'onnx:cpu', threads: 2, spinning: false })).device).toMatch(/, 2 threads$/)
    expect((await createEngine({ name: 'tfjs:wasm' })).device).toBe('WebAssembly')
  })

  it('leaves the backend that was chosen', async () => {
    await tf.setBackend('cpu')
    await createEngine({ name: 'tfjs:wasm' })
    expect(tf.getBackend()).toBe('cpu')
  })

  it('keeps the advice to install a native backend off the terminal', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
    await triples('tfjs:cpu')
    expect(warn).not.toHaveBeenCalled()
    warn.mockRestore()
  })
})
