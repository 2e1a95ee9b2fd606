import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encodeNpy, encodeNpz } from '@vsc/data'
import { readNpy } from '@vsc/data/node'
import { imageGridPng } from '@vsc/figures'
import { createRng } from '@vsc/random'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { runHere } from './run-here.js'

vi.setConfig({ testTimeout: 120_000 })

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vsc-remembered-'))
})
afterAll(() => rm(folder, { recursive: true }))

const at = (...names: string[]) => join(folder, ...names)
const config = async (run: string) => JSON.parse(await readFile(at(run, 'config.json'), 'utf8'))

async function vsc(...argv: string[]): Promise<{ stdout: string; stderr: string }> {
  const { code, stdout, stderr } = await runHere(argv)
  expect(code, stderr).toBe(0)
  return { stdout, stderr }
}

const refusal = async (...argv: string[]): Promise<string> => {
  const { code, stderr } = await runHere([...argv, '-q'])
  expect(code).toBe(2)
  expect(stderr.trim().split('\n')).toHaveLength(1)
  return stderr
}

const training = ['--preset', 'smoke', '--set', 'training.iterations=4', '--set', 'training.batchSize=5']
const smaller = ['--set', 'model.latentDim=3', '--set', 'model.hiddenDim=6']

const train = (data: string, run: string, ...more: string[]) =>
  vsc('train', '--data', at(data), ...training, ...smaller, ...more, '--out', at(run), '-q')

/** The means of q(z|x). */
async function means(run: string, ...options: string[]): Promise<{ mu: number[]; said: string }> {
  const out = at('mu.npy')
  const { stderr } = await vsc('encode', at(run), ...options, '--parts', 'mu', '--out', out)
  return { mu: [...(await readNpy(out)).data], said: stderr }
}

const pixels = (count: number) =>
  createRng('remembered')
    .fillUniform(new Float32Array(count * 16))
    .map((x) => 3 * x - 1)
const images = (data: Float32Array) => encodeNpy({ shape: [data.length / 16, 4, 4], data })

describe('a run on float images', () => {
  const all = pixels(40)
  beforeAll(async () => {
    await writeFile(at('all.npy'), images(all))
    await writeFile(at('few.npy'), images(all.slice(0, 3 * 16).map((x) => x / 2)))
    await writeFile(at('same.npy'), images(all.slice(0, 3 * 16)))
    await writeFile(at('one.npy'), images(new Float32Array(16).fill(0.5)))
    await train('all.npy', 'images')
  })

  it('writes down by what numbers they were scaled', async () => {
    const { data } = await config('images')
    const range = [Math.min(...all), Math.max(...all)]
    expect(data.preparation).toEqual({ kind: 'unit', range })
    expect(data.layout.range).toEqual(range)
    expect(data.file).toEqual({ sha256: expect.stringMatching(/^[0-9a-f]{64}$/), bytes: images(all).length })
  })

  it('scales others alike, and says truly which of them it was trained on', async () => {
    const own = await means('images')
    expect(own.said).toContain('all.npy has no test split: these are examples that the model was trained on')
    const same = await means('images', '--data', at('same.npy'))
    for (const [j, value] of same.mu.entries()) expect(value).toBeCloseTo(own.mu[j]!, 5)
    expect(same.said).toContain('these are examples that the model was trained on')
    const half = await means('images', '--data', at('few.npy'))
    expect(half.mu).not.toEqual(same.mu)
    expect(half.said).not.toContain('trained on')
  })

  it('takes one example, even one of a single grey', async () => {
    for (const data of ['one.npy', 'same.npy']) {
      const one = ['--data', at(data), '--count', '1']
      expect((await means('images', ...one)).mu).toHaveLength(3)
      const { terms, cautions } = JSON.parse((await vsc('evaluate', at('images'), ...one, '--json', '-q')).stdout)
      expect(terms.elbo).toEqual({ mean: expect.any(Number), count: 1 })
      expect(cautions[0]).toBe('One example is few: what is found of fewer than 100 is rough.')
      await vsc('traverse', at('images'), ...one, '--out', at('rows.png'), '-q')
      await vsc('encode', at('images'), ...one, '--out', at('code.csv'), '-q')
      await vsc('decode', at('images'), at('code.csv'), '--out', at('decoded.npy'), '-q')
      expect((await readNpy(at('decoded.npy'))).shape).toEqual([1, 4, 4])
    }
  })

  it('says so where numbers are on another scale, and refuses another shape', async () => {
    const bytes = (scale: number) =>
      writeFile(
        at('bytes.npy'),
        encodeNpy({ shape: [3, 4, 4], data: Uint8Array.from({ length: 48 }, (_, k) => (k % 4) * scale) }),
      )
    await bytes(1)
    const { said } = await means('images', '--data', at('bytes.npy'))
    expect(said).toMatch(
      /warning: the numbers of .*bytes\.npy go from 0 to 3, those that the model was trained on from -0\.9/,
    )
    await bytes(85)
    const { code, stderr } = await runHere([
      'encode',
      at('images'),
      '--data',
      at('bytes.npy'),
      '--out',
      at('x.npy'),
      '-q',
    ])
    expect(code).toBe(2)
    expect(stderr).toContain('see that they are on the scale of those that it was trained on')
    await writeFile(at('long.npy'), encodeNpy({ shape: [3, 2, 8], data: new Float32Array(48) }))
    const out = ['--out', at('x.npy')]
    expect(await refusal('encode', at('images'), '--data', at('long.npy'), ...out)).toContain(
      'long.npy have shape [2, 8], those that the model was trained on [4, 4]',
    )
  })

  it('of an earlier version is read by what its data still tell, and says what it assumes where they are gone', async () => {
    await cp(at('images'), at('earlier'), { recursive: true })
    const { preparation, layout, file, classes, ...data } = (await config('earlier')).data
    await writeFile(at('earlier', 'config.json'), JSON.stringify({ ...(await config('earlier')), data }))
    await rm(at('earlier', 'examples.bin'))
    const known = await means('images', '--data', at('few.npy'))
    expect((await means('earlier', '--data', at('few.npy'))).mu).toEqual(known.mu)
    await vsc('resume', at('earlier'), '-q')
    const gone = { ...data, name: at('gone', 'elsewhere.npy') }
    await writeFile(at('earlier', 'config.json'), JSON.stringify({ ...(await config('earlier')), data: gone }))
    expect((await means('earlier', '--data', at('few.npy'))).said).toMatch(
      /warning: this run is of an earlier version, .* scaled by their own range, -0\.\d+ to \d.*\n/,
    )
  })
})

describe('a run on a table', () => {
  const rows = Array.from({ length: 30 }, (_, i) => ({
    w: i / 7,
    h: 3 * ((i * i) % 11),
    kind: ['x', 'y', 'z'][i % 3]!,
  }))
  const table = (columns: readonly ('w' | 'h' | 'kind')[], some = rows) =>
    [columns, ...some.map((row) => columns.map((name) => row[name]))].map((cells) => `${cells.join(',')}\n`).join('')
  beforeAll(async () => {
    await writeFile(at('t.csv'), table(['w', 'h', 'kind']))
    await train('t.csv', 'table', '--set', 'data.labels=kind', '--set', 'data.preparation=unit')
  })

  it('remembers its columns, its classes and what they are called', async () => {
    const { data } = await config('table')
    expect(data.layout).toMatchObject({ columns: ['w', 'h'], labels: 'kind' })
    expect(data.classes).toEqual(['x', 'y', 'z'])
  })

  it('finds columns by their names and classes by theirs, and scales as it did', async () => {
    const { mu } = await means('table')
    await writeFile(at('turned.csv'), table(['kind', 'h', 'w'], rows.slice(1, 3)))
    const turned = await means('table', '--data', at('turned.csv'))
    for (const [j, value] of turned.mu.entries()) expect(value).toBeCloseTo(mu[3 + j]!, 5)
    await vsc('encode', at('table'), '--data', at('turned.csv'), '--out', at('codes.csv'), '-q')
    const labels = (await readFile(at('codes.csv'), 'utf8'))
      .trim()
      .split('\n')
      .map((line) => line.split(',').at(-1))
    expect(labels).toEqual(['label', '1', '2'])
    await writeFile(at('bare.csv'), table(['h', 'w'], rows.slice(1, 2)))
    const bare = await means('table', '--data', at('bare.csv'))
    for (const [j, value] of bare.mu.entries()) expect(value).toBeCloseTo(mu[3 + j]!, 5)
    expect(bare.said).toContain("has no labels 'kind': its classes are not known")
  })

  it('of an earlier version had all columns, those too that only name the examples, and goes on with them', async () => {
    const lines = rows.map(({ w, h }, i) => `${i + 1},${w},${h}`)
    await writeFile(at('ids.csv'), `${['id,w,h', ...lines].join('\n')}\n`)
    const asked = ['--set', 'data.columns=1-3', '--set', 'data.preparation=none']
    await train('ids.csv', 'ids', ...asked, '--set', 'model.logVarBounds=[-3, 3]')
    const { data, ...rest } = await config('ids')
    const { preparation, layout, file, ...earlier } = data
    const { columns, preparation: _, ...provenance } = earlier.provenance
    await writeFile(at('ids', 'config.json'), JSON.stringify({ ...rest, data: { ...earlier, provenance } }))
    await vsc('resume', at('ids'), '--iterations', '6', '-q')
    expect((await config('ids')).data.layout.columns).toEqual(['id', 'w', 'h'])
  })

  it('refuses a table without one of its columns by its name', async () => {
    await writeFile(at('less.csv'), table(['w', 'kind']))
    const said = await refusal('encode', at('table'), '--data', at('less.csv'), '--out', at('x.npy'))
    expect(said).toMatch(/less\.csv has no column 'h'/)
  })
})

it('a run on images reads others in the same size and colours, and its array and labels by their names', async () => {
  const png = (size: number, seed: string) => {
    const data = createRng(seed).fillUniform(new Float32Array(size * size))
    return imageGridPng({ count: 1, height: size, width: size, channels: 1, data }, { columns: 1, scale: 1 })
  }
  for (const kind of ['left', 'right']) await mkdir(at('photos', kind), { recursive: true })
  for (let i = 0; i < 12; i++) await writeFile(at('photos', i % 2 ? 'left' : 'right', `${i}.png`), await png(9, `${i}`))
  await train('photos', 'photo-run', '--set', 'data.size=4', '--set', 'data.channels=1')
  expect((await config('photo-run')).data).toMatchObject({
    layout: { image: { height: 4, width: 4, channels: 1 } },
    classes: ['left', 'right'],
  })
  await mkdir(at('others'))
  await cp(at('photos', 'left', '1.png'), at('others', 'a.png'))
  await writeFile(at('others', 'b.png'), await png(6, 'b'))
  const { mu, said } = await means('photo-run', '--data', at('others'))
  const own = await means('photo-run')
  for (let j = 0; j < 3; j++) expect(mu[j]).toBeCloseTo(own.mu[j]!, 5)
  expect(said).toContain('1 of these 2 are examples that the model was trained on')

  const x = { shape: [20, 16], data: pixels(20) }
  const y = { shape: [20], data: Uint8Array.from({ length: 20 }, (_, n) => n % 2) }
  await writeFile(at('many.npz'), encodeNpz({ first: x, second: { ...x, data: x.data.map((v) => -v) }, y }))
  await train('many.npz', 'array-run', '--set', 'data.array=second')
  await writeFile(at('others.npz'), encodeNpz({ first: x, second: { ...x, data: x.data.map((v) => 0.5 - v) } }))
  await vsc('encode', at('array-run'), '--data', at('others.npz'), '--out', at('codes.npz'), '-q')
})

describe('a run whose data were moved', () => {
  it('goes on with the same bytes, found beside it or where it is told, and with no others', async () => {
    await mkdir(at('here'))
    await writeFile(at('here', 'moving.npy'), images(pixels(20)))
    await train('here/moving.npy', 'here/run')
    await rename(at('here'), at('there'))
    const { stderr } = await vsc('resume', at('there', 'run'), '--iterations', '6')
    expect(stderr).toContain(`are not at ${at('here', 'moving.npy')} any more: found at ${at('there', 'moving.npy')}`)
    expect((await config('there/run')).data.name).toBe(at('there', 'moving.npy'))

    await rename(at('there', 'moving.npy'), at('there', 'renamed.npy'))
    expect((await means('there/run')).said).toContain(`found at ${at('there', 'renamed.npy')}`)
    await mkdir(at('far'))
    await rename(at('there', 'renamed.npy'), at('far', 'x.npy'))
    expect(await refusal('resume', at('there', 'run'))).toContain('say where they are by --data PATH')
    await vsc('resume', at('there', 'run'), '--iterations', '8', '--data', at('far', 'x.npy'), '-q')
    expect((await config('there/run')).data.name).toBe(at('far', 'x.npy'))
    await writeFile(at('far', 'other.npy'), images(pixels(21)))
    expect(await refusal('resume', at('there', 'run'), '--data', at('far', 'other.npy'))).toContain(
      'does not hold the numbers that are asked for',
    )
  })

  it('has its own test split under another name too', async () => {
    await writeFile(at('split.npy'), images(pixels(20)))
    await train('split.npy', 'split-run', '--set', 'data.testFraction=0.25')
    await cp(at('split.npy'), at('copy.npy'))
    const own = await means('split-run')
    expect(own.said).toContain('5 examples of')
    expect(own.said).not.toContain('trained on')
    expect((await means('split-run', '--data', at('copy.npy'))).mu).toEqual(own.mu)
  })
})

it('resume says what becomes of other lengths, and that without a checkpoint it starts anew', async () => {
  await writeFile(at('length.npy'), images(pixels(20)))
  await train(
    'length.npy',
    'length-run',
    '--set',
    'training.schedules.slope={kind: linear, from: 1, to: 2, start: 0, end: 4}',
  )
  expect(await refusal('resume', at('length-run'), '--iterations', '3')).toContain(
    'has 4 iterations behind it, more than the 3 that are asked for',
  )
  const { stderr } = await vsc('resume', at('length-run'), '--iterations', '9')
  expect(stderr).toContain('warning: training.schedules.slope stays as it is from iteration 4 on')
  await rm(at('length-run', 'checkpoints'), { recursive: true })
  expect((await vsc('resume', at('length-run'))).stderr).toMatch(
    /warning: There is no checkpoint left in .*: the run starts anew/,
  )
})

it('a run refuses settings only where they really change it', async () => {
  await writeFile(at('set.npy'), images(pixels(20)))
  await train('set.npy', 'set-run')
  const resumed = ['resume', at('set-run'), '--set', 'training.iterations=5', '--set', 'model.hiddenDim=6']
  await vsc(...resumed, '--set', 'vsc.variant=paper', '-q')
  expect(await refusal(...resumed, '--set', 'model.latentDim=4')).toContain(
    'this would be another run: model.latentDim is 3, and 4 is asked for.',
  )
  expect(await refusal(...resumed, '--set', 'model.latentDimm=3')).toContain('did you mean model.latentDim?')
})
