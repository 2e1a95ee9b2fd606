import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { engineNames } from '@vsc/engine'
import { presetNames } from '@vsc/lab'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runHere, silent } from '../test/run-here.js'
import * as names from './names.js'
import { createProgram, withSubcommands } from './program.js'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vsc-cli-'))
})
afterAll(() => rm(folder, { recursive: true }))

const cli = (...argv: string[]) => runHere(argv)

const commands = withSubcommands(createProgram({ terminal: silent, finish() {} }))

/** `data list` for that command, and nothing for the program itself. */
const pathOf = (command: (typeof commands)[number]): string[] =>
  command.parent === null ? [] : [...pathOf(command.parent), command.name()]

describe('help', () => {
  it.each(commands.map((command) => pathOf(command).join(' ')))('of vsc %s', async (path) => {
    const { code, stdout, stderr } = await cli(...path.split(' ').filter(Boolean), '--help')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatchSnapshot()
  })

  it('lists the names that the packages know', () => {
    expect(names.engineNames).toEqual(engineNames)
    expect(names.presetNames).toEqual(presetNames)
  })
})

const dryRun = async (...argv: string[]) => {
  const { code, stdout, stderr } = await cli('train', '--dry-run', '--json', '--set', 'data.count=200', ...argv)
  expect(code, stderr).toBe(0)
  return JSON.parse(stdout)
}

describe('a configuration', () => {
  it('comes from the preset, under the file, under single settings', async () => {
    const file = join(folder, 'settings.yaml')
    await writeFile(file, 'model: { name: vsc, alpha: 0.2, latentDim: 7 }\ntraining: { batchSize: 20 }\n')
    const settings = await dryRun('--preset', 'smoke', '--config', file, '--set', 'model.alpha=0.3', '--seed', '5')
    expect(settings).toMatchObject({
      model: { name: 'vsc', hiddenDim: 64, latentDim: 7, alpha: 0.3, likelihood: 'bernoulli' },
      data: { name: 'smiley', count: 200 },
      training: { seed: 5, batchSize: 20, iterations: 200, checkpointEvery: 50 },
    })
  })

  it('may be in JSON, and is what a dry run printed', async () => {
    const first = await dryRun('--preset', 'smoke', '--model', 'beta-vae', '--set', 'model.beta=2')
    const file = join(folder, 'settings.json')
    await writeFile(file, JSON.stringify(first))
    expect(await dryRun('--config', file)).toEqual(first)
  })

  it('of a run says all that a preset would, which is refused beside it', async () => {
    const file = join(folder, 'config.json')
    const run = { model: { name: 'vsc', config: { latentDim: 7 } }, data: { name: 'smiley', provenance: { seed: 1 } } }
    await writeFile(file, JSON.stringify(run))
    expect((await dryRun('--config', file)).model.latentDim).toBe(7)
    const { code, stderr } = await cli('train', '--preset', 'smoke', '--config', file, '--dry-run')
    expect(code).toBe(2)
    expect(stderr).toContain(`--preset smoke and --config ${file}: the file is that of a run`)
  })

  it('has schedules that stretch with the iterations of a preset', async () => {
    const { training } = await dryRun('--preset', 'smoke', '--set', 'training.iterations=1200')
    expect(training.schedules.slope).toEqual({ kind: 'linear', from: 50, to: 200, start: 0, end: 1200 })
  })

  it('has a likelihood that suits the data', async () => {
    const file = join(folder, 'own.csv')
    await writeFile(file, `${Array.from({ length: 60 }, (_, i) => `${i / 60},${-i}`).join('\n')}\n`)
    const { code, stdout } = await cli('train', '--data', file, '--preset', 'smoke', '--dry-run', '--json')
    expect(code).toBe(0)
    expect(JSON.parse(stdout).model).toMatchObject({ likelihood: 'gaussian', mean: 'linear' })
  })

  it('is warned about where a schedule goes on after training ends', async () => {
    const { stderr } = await cli('train', '--preset', 'paper', '--set', 'training.iterations=1000', '--dry-run')
    expect(stderr).toMatch(
      /^warning: training.learningRate still changes up to iteration 60000, but training ends at 1000\n/,
    )
  })
})

describe('bad input', () => {
  it.each([
    [['evalaute'], "error: unknown command 'evalaute'"],
    [['train', '--model', 'vae'], "there is no model 'vae', did you mean vsc?; there are: vsc, beta-vae"],
    [['train', '--set', 'model.hiddenDimm=3'], 'model.hiddenDimm: there is no such key; did you mean model.hiddenDim?'],
    [['train', '--set', 'data.cuont=3'], 'data.cuont: there is no such key; did you mean data.count?'],
    [
      ['train', '--set', 'model.alpha=2', '--set', 'training.batchSiz=3', '--set', 'model.beta=1'],
      /model\.alpha: .*; model\.beta: there is no such key.*; training\.batchSiz: there is no such key; did you mean training\.batchSize\?/,
    ],
    [
      ['train', '--model', 'beta-vae', '--set', 'training.schedules.lambda=1'],
      'training.schedules.lambda: beta-vae has no such schedule',
    ],
    [
      ['train', '--set', 'data.count=10', '--set', 'training.batchSize=50', '--preset', 'smoke'],
      'training.batchSize: 50, but smiley has 10 examples',
    ],
    [['train', '--set', 'training.iterations=-5'], 'training.iterations: '],
    [['train', '--data', 'nowhere.npy'], "'nowhere.npy' is neither a data set ("],
    [['train', '--config', 'nowhere.yaml'], 'the configuration file cannot be read: ENOENT'],
    [['resume', 'nowhere'], 'nowhere holds no run: its config.json cannot be read'],
    [['evaluate', 'nowhere'], 'nowhere holds no run'],
    [['encode', 'nowhere'], "error: required option '--out <file>' not specified"],
    [['sample', 'nowhere', '--count', '0', '--out', 'x.png'], "argument '0' is invalid. Expected 1 or more."],
    [['data', 'fetch', 'cifar'], "there is no data set 'cifar'; there are: smiley"],
    [['data', 'generate', '--count', '2', '--out', 'x.gif'], 'x.gif: its name must end in .npz, .npy, or .png'],
    [['completion', 'cmd'], "value 'cmd' is invalid"],
    [['train', '--set', 'data.prep=l2'], 'data.prep: there is no such key; did you mean data.preparation?'],
    [
      ['train', '--set', 'data.size='],
      'data.size: there is no such key; data has name, split, count, preparation, seed',
    ],
    [['train', '--set', 'data.count='], 'data.count: expected a number, found nothing'],
    [['train', '--set', 'alpha'], 'such as --set training.iterations=500'],
    [['train', '--set', 'training.batchSize=2.5'], 'training.batchSize: expected a whole number, found 2.5'],
    [['train', '--set', 'training.learningRate=-1'], 'training.learningRate: its value is -1, expected 0 or more'],
    [['train', '--set', 'training.learningRate=0'], 'training.learningRate: is 0 throughout'],
    [
      ['train', '--set', 'training.schedules.lambda=2'],
      'training.schedules.lambda: its value is 2, expected 1 or less',
    ],
    [
      ['train', '--set', 'model.latentDim=1e9', '--preset', 'smoke'],
      /^error: model.latentDim: expected 1000000 or less, found 1000000000\n$/,
    ],
    [
      ['train', '--set', 'model.latentDim=1e6', '--set', 'model.hiddenDim=1e6', '--preset', 'smoke', '--out', 'x'],
      /with 1000000 latents has [\d.e+]+ thousand million parameters; .* takes at least/,
    ],
    [
      ['train', '--seed', '7', '--set', 'training.seed=9'],
      '--seed 7 and --set training.seed=9 say different things of training.seed: leave one of them out',
    ],
    [['train', '--set', 'vsc.alpha=0.1', '--set', 'model.alpha=0.2'], 'say different things of model.alpha'],
    [['experiment', '--seed', '7', '--set', 'seed=9', '--dry-run'], '--seed 7 and --set seed=9 say different things'],
    [['experiment', '--models', 'vsc', '--set', 'models=[beta-vae]'], '--models vsc and --set models=[beta-vae] say'],
    [
      ['experiment', '--set', 'model.alpha=0.1', '--dry-run'],
      'model.alpha: there is no such key; did you mean vsc.alpha?',
    ],
    [['train', '--out', ''], "option '--out <folder>' argument '' is invalid. Expected a path."],
    [['evaluate', ''], "value '' is invalid for argument 'run'. Expected a path."],
    [['train', '--preset', 'smoke', '--out', import.meta.filename], `${import.meta.filename} is a file`],
    [['traverse', 'nowhere', '--latents', '1', '--top', '2', '--out', 'x.png'], "cannot be used with option '--top"],
    [['traverse', 'nowhere', '--from', '1', '--out', 'x.png'], '--from and --to go together'],
    [['export', 'nowhere', '--no-evaluation', '--count', '2', '--out', 'x'], "cannot be used with option '--count"],
    [
      ['data', 'generate', '--count', '1000000000000', '--out', 'x.npy'],
      /^error: 1000000000000 smileys would take at least/,
    ],
    [['train', '--data', 'here.npy', '--set', 'data.size='], 'data.size: expected a number or a list, found nothing'],
    [['train', '--data', 'here.npy', '--set', 'data.size=0'], 'data.size: expected 1 or more, found 0'],
    [['config', 'data.size'], 'of smiley; --data names other data, which may have it'],
    [['config', 'model.alpah'], "there is no key 'model.alpah'; did you mean model.alpha?"],
    [['config', 'temperature'], "there is no key 'temperature'; keys begin with model, data, training, engine"],
    [['config', '--model', 'vae'], "there is no model 'vae', did you mean vsc?"],
  ])('%j ends with 2 and one line', async (argv, message) => {
    const { code, stdout, stderr } = await cli(...argv)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(message)
    expect(stderr).toMatch(/^error: [^\n]+\n(\(Did you mean evaluate\?\)\n)?$/)
  })

  it('shows a stack trace with --debug only', async () => {
    expect((await cli('resume', 'nowhere', '--debug')).stderr).toMatch(/\n +at /)
  })
})

describe('config', () => {
  it('lists a setting with its default, its range and its meaning', async () => {
    expect((await cli('config', 'vsc.alpha')).stdout).toBe(
      [
        'model.alpha = 0.01',
        '    a number above 0 and below 1 or { spikes: a number above 0 and at most 1000000 }',
        "    The prior's sparsity: the share of latents that are on in an example, or `{ spikes: n }` for n",
        '    of them whatever J is, which makes the share n / J, and at most 0.6.',
        '',
      ].join('\n'),
    )
  })

  it('knows other models, data and experiments, and every key that a dry run shows', async () => {
    const keysOf = async (...argv: string[]): Promise<string[]> =>
      JSON.parse((await cli('config', '--json', ...argv)).stdout).settings.map(({ key }: { key: string }) => key)
    const shown = await dryRun('--model', 'dip-vae')
    const keys = await keysOf('--model', 'dip-vae')
    for (const section of ['model', 'data', 'training']) {
      for (const key of Object.keys(shown[section])) {
        expect(keys.filter((each) => `${each}.`.startsWith(`${section}.${key}.`))).not.toEqual([])
      }
    }
    expect(await keysOf('data', '--data', 'celeba')).toContain('data.crop')
    expect(await keysOf('--experiment', 'elbo')).toContain('data.uci-har.likelihood.mean')
  })
})

describe('completion', () => {
  it.each(['bash', 'zsh', 'fish'])('of %s knows commands, options and values', async (shell) => {
    const { code, stdout } = await cli('completion', shell)
    expect(code).toBe(0)
    for (const word of ['evaluate', 'interpolate', 'vamp-prior-vae', 'onnx:cpu', 'discrete', 'generate']) {
      expect(stdout).toContain(word)
    }
  })
})
