import { createEngine } from '@vsc/engine'
import { expect, it } from 'vitest'
import { describeEnvironment } from './environment.js'

it('describes the engine, the machine, and the versions down to the libraries that compute', async () => {
  const engine = await createEngine({ name: 'onnx:cpu', threads: 1 })
  const { packages, git, ...environment } = await describeEnvironment({ engine, program: import.meta.url })
  expect(environment).toMatchObject({ engine: 'onnx:cpu', device: engine.device, node: process.versions.node })
  const version = expect.stringMatching(/^\d+\.\d+\.\d+/)
  expect(packages).toMatchObject({ '@vsc/training': version, '@vsc/engine': version, 'onnxruntime-node': version })
  expect(git === null || /^[0-9a-f]{40}$/.test(git.commit)).toBe(true)
})
