import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { vscFamily } from '@vsc/core'
import { smileyDataSet } from '@vsc/data'
import { expect, it } from 'vitest'
import { createLab } from '../define-lab.js'
import { configureRun } from '../run-config/configure.js'
import { runIdentity } from './run-identity.js'

const lab = createLab([])

async function identityOf(settings: readonly string[] = [], { engine = 'onnx:cpu', seed = 1, among = lab } = {}) {
  const count = settings.some((setting) => setting.startsWith('data.count=')) ? [] : ['data.count=20']
  const set = [...count, 'training.batchSize=10', ...settings]
  const { configuration, data } = await configureRun({ preset: 'smoke', set, seed }, { lab: among })
  return runIdentity({ lab: among, configuration, data, engine: { name: engine } })
}

it('is the same for all that trains the same model', async () => {
  const identity = await identityOf()
  expect(identity).toMatch(/^[\da-f]{32}$/)
  expect(await identityOf()).toBe(identity)
  expect(await identityOf(['training.checkpointEvery=7', 'training.keepCheckpoints=1'])).toBe(identity)
  expect(await identityOf([], { engine: 'onnx:cuda' })).toBe(identity)
})

it('is another where a setting, the data, the seed or the family of engines is another', async () => {
  const identities = await Promise.all([
    identityOf(),
    identityOf(['model.alpha=0.3']),
    identityOf(['model.latentDim=3']),
    identityOf(['data.count=21']),
    identityOf(['data.seed=2']),
    identityOf(['training.iterations=7']),
    identityOf([], { seed: 2 }),
    identityOf([], { engine: 'tfjs:cpu' }),
  ])
  expect(new Set(identities).size).toBe(identities.length)
})

it('knows data of one’s own by their checksum and not by their path', async () => {
  const { configuration } = await configureRun(
    { preset: 'smoke', set: ['data.count=20', 'training.batchSize=10'] },
    { lab },
  )
  const data = smileyDataSet({ count: 20, seed: 1 })
  const own = (name: string, sha256: string) =>
    runIdentity({ lab, configuration, data: { ...data, name, provenance: { sha256 } }, engine: { name: 'onnx:cpu' } })
  expect(await own('/here/a.csv', 'one')).toBe(await own('/there/a.csv', 'one'))
  expect(await own('/here/a.csv', 'one')).not.toBe(await own('/here/a.csv', 'two'))
})

it('changes with the file that a model of one’s own is in, and with what that imports', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lab-'))
  try {
    const file = join(folder, 'vsc.config.ts')
    const narrow = { ...vscFamily, name: 'narrow' }
    const among = createLab([{ models: [narrow] }], { file })
    const own = async (main: string, beside: string) => {
      await writeFile(file, `import { width } from './width.js'\n${main}`)
      await writeFile(join(folder, 'width.ts'), beside)
      const request = { model: 'narrow', preset: 'smoke', set: ['data.count=20', 'training.batchSize=10'] } as const
      const { configuration, data } = await configureRun(request, { lab: among })
      return runIdentity({ lab: among, configuration, data, engine: { name: 'onnx:cpu' } })
    }
    const identities = [await own('1', 'a'), await own('2', 'a'), await own('1', 'b')]
    expect(new Set(identities).size).toBe(3)
    expect(await own('1', 'a')).toBe(identities[0])
    const builtIn = [await identityOf([], { among }), await identityOf()]
    expect(builtIn[0]).toBe(builtIn[1])
  } finally {
    await rm(folder, { recursive: true })
  }
})
