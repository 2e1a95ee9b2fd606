import { describe, expect, it } from 'vitest'
import { describeEngines } from './describe-engines.js'
import { engineNames } from './runtime.js'

describe('describeEngines', async () => {
  const reports = await describeEngines()
  const report = (name: string) => reports.find((one) => one.name === name)!

  it('reports on every engine, in the order of their names', () => {
    expect(reports.map(({ name }) => name)).toEqual(engineNames)
  })

  it('says what runs here, on what, and in which version', () => {
    expect(report('onnx:cpu')).toMatchObject({ available: true, detail: expect.stringMatching(/threads?$/) })
    expect(report('onnx:cpu').version).toMatch(/^onnxruntime-node \d+\.\d+/)
    expect(report('tfjs:cpu')).toEqual({
      name: 'tfjs:cpu',
      available: true,
      detail: 'plain JavaScript',
      version: expect.stringMatching(/^@tensorflow\/tfjs-backend-cpu \d/),
    })
    expect(report('onnx').detail).toBe(`onnx:cpu, ${report('onnx:cpu').detail}`)
  })

  it('says why an engine cannot run and what to do, and never takes software for `auto`', () => {
    for (const { available, detail } of reports) if (!available) expect(detail).toMatch(/\w+.*\. \w+/)
    expect(report('auto')).toMatchObject({ available: true })
    expect(report('auto').detail).not.toMatch(/llvmpipe/)
  })
})
