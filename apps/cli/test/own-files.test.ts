import { spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encodeNpy, encodeNpz } from '@vsc/data'
import { createRng } from '@vsc/random'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { program } from './program.js'
import { runHere } from './run-here.js'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vsc-files-'))
})
afterAll(() => rm(folder, { recursive: true }))

const put = async (name: string, contents: Uint8Array | string) => {
  await writeFile(join(folder, name), contents)
  return join(folder, name)
}
const bytes = createRng('bytes')
  .fillUniform(new Float32Array(20 * 64))
  .map((value) => Math.floor(256 * value))
const tiny = ['--preset', 'smoke', '--set', 'training.iterations=4']

async function dryRun(...argv: string[]) {
  const { code, stdout, stderr } = await runHere(['train', ...argv, '--preset', 'smoke', '--dry-run'])
  return { code, stderr, config: code === 0 ? JSON.parse(stdout) : undefined }
}

describe('numbers that are large', () => {
  it.each([
    [
      'bytes.npy',
      encodeNpy({ shape: [20, 64], data: Uint8Array.from(bytes) }),
      'unit',
      '0 to 255, are mapped onto 0 to 1',
    ],
    [
      'wide.npy',
      encodeNpy({ shape: [20, 64], data: Uint16Array.from(bytes, (b) => 200 * b) }),
      'unit',
      'are mapped onto 0 to 1',
    ],
    [
      'big.npy',
      encodeNpy({ shape: [320, 4], data: Float64Array.from(bytes, (b, k) => (b / 256) * 10 ** (k % 4) * 1000) }),
      'standardise',
      'are standardised column by column',
    ],
    ['small.npy', encodeNpy({ shape: [320, 4], data: Float64Array.from(bytes, (b) => b / 256) }), 'none', ''],
  ])('%s are prepared and said to be', async (name, file, preparation, said) => {
    const { config, stderr } = await dryRun('--data', await put(name, file))
    expect(config.data.preparation).toBe(preparation)
    expect(stderr).toContain(said)
    if (preparation !== 'none') expect(stderr).toContain(`(data.preparation=${preparation})`)
  })

  it('are left as they are where that is asked for, and the help names the key', async () => {
    const { config, stderr } = await dryRun('--data', join(folder, 'bytes.npy'), '--set', 'data.preparation=none')
    expect([config.data.preparation, config.model.likelihood, config.model.mean]).toEqual([
      'none',
      'gaussian',
      'linear',
    ])
    expect(stderr).not.toContain('mapped onto')
    const wrong = await dryRun('--data', join(folder, 'bytes.npy'), '--set', 'data.preparation=max')
    expect([wrong.code, wrong.stderr]).toEqual([
      2,
      expect.stringContaining("data.preparation: there is no preparation 'max'"),
    ])
    expect((await runHere(['train', '--help'])).stdout).toContain('data.preparation')
  })
})

describe('few examples', () => {
  it('train without being told a batch size, and a size that is asked for is checked', async () => {
    const path = join(folder, 'bytes.npy')
    const { config, stderr } = await dryRun('--data', path)
    expect(config.training.batchSize).toBe(20)
    expect(stderr).toContain('training.batchSize is 20 and not 50, since')
    expect(await dryRun('--data', path, '--set', 'training.batchSize=30')).toMatchObject({ code: 2 })
  })
})

describe('a table', () => {
  it('has its ids left out, its classes and columns by name or number, and is shown', async () => {
    const lines = Array.from({ length: 30 }, (_, k) => `${k},${20 + k},${k % 7},${k % 2 ? 'rose' : 'tulip'}`)
    const path = await put('pandas.csv', `,age,height,kind\n${lines.join('\n')}\n`)
    const show = async (...set: string[]) => {
      const settings = set.flatMap((each) => ['--set', each])
      const { code, stdout, stderr } = await runHere(['data', 'show', path, '--json', ...settings])
      return code === 0 ? JSON.parse(stdout) : stderr
    }
    expect(await show()).toMatch(
      /column 4 \('kind'\) is 'tulip', expected a number; .*data\.labels=kind.*data\.columns=-kind/,
    )
    const whole = await show('data.labels=kind')
    expect(whole).toMatchObject({
      examples: 30,
      columns: ['age', 'height'],
      classes: ['rose', 'tulip'],
      preparation: 'standardise',
    })
    expect(whole.remarks[0]).toMatch(/^its column 1, without a name, only names the examples and is left out/)
    expect(await show('data.columns=[-4, -1, -age]')).toMatchObject({ columns: ['height'] })
    expect(await show('data.labels=4', 'data.columns=age', 'data.preparation=unit')).toMatchObject({
      ...{ columns: ['age'], range: [0, 1], preparation: 'unit', classes: ['rose', 'tulip'] },
    })
    expect(await show('model.alpha=1')).toContain('expected a key of the data, such as data.size=32')
  })
})

describe('standard input and output', () => {
  const piped = (input: Uint8Array | string, ...argv: string[]) =>
    spawnSync(program[0], [...program.slice(1), ...argv], { input, maxBuffer: 2 ** 26 })

  it('stand for files in a pipe, and nothing else is printed', async () => {
    const run = join(folder, 'run')
    const images = Uint8Array.from(bytes)
    const data = await put('images.npz', encodeNpz({ x: { shape: [20, 8, 8], data: images } }))
    expect(await runHere(['train', '--data', data, ...tiny, '--out', run])).toMatchObject({ code: 0 })
    const npy = encodeNpy({ shape: [20, 8, 8], data: images })
    const encoded = piped(npy, 'encode', run, '--data', '-', '--out', '-')
    expect(encoded.status, encoded.stderr.toString()).toBe(0)
    const codes = encoded.stdout.toString()
    expect(codes).toMatch(/^codes0,codes1,/)
    expect(codes.trim().split('\n')).toHaveLength(21)

    const png = piped(codes, 'decode', run, '-', '--out', '-')
    expect([...png.stdout.subarray(0, 4)], png.stderr.toString()).toEqual([0x89, 0x50, 0x4e, 0x47])
    const { stdout } = await runHere(['sample', run, '--count', '2', '--out', '-', '--format', 'npy'])
    expect(stdout.slice(1, 6)).toBe('NUMPY')
    expect(await runHere(['sample', run, '--out', '-', '--format', 'csv'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("there is no format 'csv' of this result: expected png or npy"),
    })
    const empty = piped('', 'data', 'show', '-')
    expect([empty.status, empty.stderr.toString()]).toEqual([2, expect.stringContaining('standard input is empty')])
  })
})

describe('a folder of photos', () => {
  it('is shown in a picture of bounded size, with what was skipped', async () => {
    const photos = join(folder, 'photos')
    await mkdir(photos)
    const { stdout } = await runHere(['data', 'generate', '--count', '1', '--out', '-', '--format', 'png'])
    for (const name of ['a.png', 'b.png']) await writeFile(join(photos, name), Buffer.from(stdout, 'latin1'))
    await writeFile(join(photos, 'list.txt'), '')
    const out = join(folder, 'shown.png')
    const shown = await runHere(['data', 'show', photos, '--set', 'data.size=[2500, 2500]', '--out', out])
    expect(shown.stderr).toContain('skipped, not being images that are read: list.txt')
    const png = await readFile(out)
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([2502, 1250])
  })
})
