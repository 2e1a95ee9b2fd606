import { createEngine } from '@vsc/engine'
import { decodeCheckpoint, encodeCheckpoint, train } from '@vsc/training'
import { beforeAll, describe, expect, it } from 'vitest'
import { usualSettings } from '../src/settings.js'
import { contestants, modelOf } from '../src/worker/contestants.js'
import { createSession, type Session } from '../src/worker/session.js'
import { trainingSmileys } from '../src/worker/smileys.js'
import { trainingConfig } from '../src/worker/training-config.js'

const settings = { ...usualSettings, latentDim: 4, hiddenDim: 8, warmUp: 10 }
const [vsc, betaVae] = contestants.map(({ family }) => family.name) as [string, string]

let engine: Awaited<ReturnType<typeof createEngine>>
let session: Session
beforeAll(async () => {
  engine = await createEngine({ name: 'tfjs:cpu' })
  session = createSession(engine, settings)
})

async function steps(count: number, of = session) {
  const news = []
  for (let k = 0; k < count; k++) news.push(...(await of.step()))
  return news
}

const iterationsOf = async (of: Session) => (await of.look()).map(({ iteration }) => iteration)

describe.sequential('a session', () => {
  it('trains as `train` does, both models on the same images', async () => {
    const news = await steps(6)
    const data = trainingSmileys()
    for (const contestant of contestants) {
      const model = modelOf(contestant, settings, data)
      const losses: number[] = []
      const config = { ...trainingConfig(model, settings), iterations: 6 }
      await train({ model, data, engine, config, onStep: ({ loss }) => losses.push(loss) })
      expect(news.filter(({ name }) => name === contestant.family.name).map(({ loss }) => loss)).toEqual(losses)
    }
  })

  it('goes on to the bit from what it has saved', async () => {
    const other = createSession(engine, settings)
    for (const name of [vsc, betaVae]) await other.open('a.safetensors', await session.save(name))
    expect(await steps(2, other)).toEqual(await steps(2))
  })

  it('goes on with what it has learned where a slider moves, and says so in its files', async () => {
    await session.change({ ...settings, alpha: 0.1, learningRate: 1e-3, warmUp: 40 })
    expect(await iterationsOf(session)).toEqual([8, 8])
    await steps(1)
    const { run, iteration } = await decodeCheckpoint(await session.save(vsc))
    expect(iteration).toBe(9)
    expect(run.model.config).toMatchObject({ alpha: 0.1 })
    expect(run.training.learningRate).toEqual({
      kind: 'piecewise',
      steps: [
        { start: 0, value: 2e-3 },
        { start: 8, value: 1e-3 },
      ],
    })
    expect(run.training.schedules.klWeight).toMatchObject({ end: 40 })
  })

  it('lets the model that has taken fewer steps catch up', async () => {
    const other = createSession(engine, settings)
    await other.open('b.safetensors', await session.save(betaVae))
    expect(await iterationsOf(other)).toEqual([0, 9])
    expect((await steps(9, other)).map(({ name }) => name)).toEqual(Array(9).fill(vsc))
    expect((await other.step()).map(({ name, iteration }) => [name, iteration])).toEqual([
      [vsc, 10],
      [betaVae, 10],
    ])
  })

  it('starts afresh where the size of the models changes', async () => {
    await session.change({ ...settings, latentDim: 3 })
    const views = await session.look()
    expect(views.map(({ iteration, latentDim }) => [iteration, latentDim])).toEqual([
      [0, 3],
      [0, 3],
    ])
  })

  it('looks at test images: correlations, spikes by attribute, reconstructions', async () => {
    const [ofVsc, ofVae] = await session.look()
    expect(ofVsc!.correlations).toHaveLength(18 * 3)
    expect(ofVsc!.spikes!.present).toHaveLength(4 * 3)
    expect(Math.min(...ofVsc!.spikes!.present, ...ofVsc!.spikes!.absent)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...ofVsc!.spikes!.present, ...ofVsc!.spikes!.absent)).toBeLessThanOrEqual(1)
    expect(ofVae!.spikes).toBeUndefined()
    expect(ofVsc!.reconstructions.map(({ length }) => length)).toEqual(session.shown.images.map(() => 1024))
  })
})

describe('a file', () => {
  const refused = (name: string, bytes: Uint8Array) =>
    session.open(name, bytes).then(
      () => '',
      ({ message }) => message,
    )

  it('that is cut off, or something else, is refused in one line', async () => {
    const file = await session.save(vsc)
    expect(await refused('cut.safetensors', file.slice(0, 5000))).toMatch(
      /^cut\.safetensors is damaged, or no saved model: Not a valid safetensors file: .+$/,
    )
    expect(await refused('a.png', Uint8Array.of(1, 2, 3))).toMatch(/^a\.png is damaged, or no saved model: .+$/)
    const flipped = file.slice()
    flipped[file.length - 10]! ^= 1
    expect(await refused('flipped.safetensors', flipped)).toBe(
      'flipped.safetensors is damaged, or no saved model: its contents do not match its digest.',
    )
  })

  it('of another model, on other data or of settings that there are not is refused in one line', async () => {
    const checkpoint = await decodeCheckpoint(await session.save(vsc))
    const { run } = checkpoint
    const file = (part: Partial<typeof run>) => encodeCheckpoint({ ...checkpoint, run: { ...run, ...part } })
    expect(await refused('f', await file({ model: { ...run.model, name: 'factor' } }))).toBe(
      `f holds a model of the kind factor: this page trains ${vsc} and ${betaVae}`,
    )
    expect(await refused('f', await file({ data: { ...run.data, name: 'dsprites' } }))).toBe(
      'f was trained on dsprites: this page has smileys only',
    )
    const many = { ...run.data, provenance: { count: 1e9, seed: 1 } }
    expect(await refused('f', await file({ data: many }))).toBe(
      'f holds no model that can go on here: 1000000000 smileys are too many for a page, which draws up to 100000',
    )
    const config = { ...(run.model.config as object), hiddenDim: 9 }
    expect(await refused('f', await file({ model: { ...run.model, config } }))).toMatch(
      /^f holds no model that can go on here: tensor .+: shape \[.+\], expected shape \[.+\].*$/,
    )
    const wrong = { ...(run.model.config as object), variant: 'book' }
    expect(await refused('f', await file({ model: { ...run.model, config: wrong } }))).toMatch(
      /^f holds no model that can go on here: the configuration of the model vsc is not valid: variant: [^{]*$/,
    )
  })
})
