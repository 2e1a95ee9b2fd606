import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

// The whole program in processes of its own, as it is used, killed and resumed: seconds each, more where others use the machine.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const main = fileURLToPath(new URL('../../../experiments/src/main.ts', import.meta.url))
const id = 'vsc-j18-seed1'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'experiment-'))
})
afterAll(() => rm(folder, { recursive: true }))

function start(...argv: string[]) {
  const child = spawn(process.execPath, ['--conditions=@vsc/source', '--import', 'tsx', main, ...argv], { cwd: root })
  const said = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].on('data', (text) => {
      said[name] += text
    })
  }
  const ended = new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) =>
    child.on('close', (code) => resolve({ code, ...said })),
  )
  return { child, ended }
}

const run = (...argv: string[]) => start(...argv).ended

/** Sends a signal as soon as training has written the checkpoint of this iteration. */
async function signalAt(child: ChildProcess, directory: string, iteration: number, signal: NodeJS.Signals) {
  const wanted = `iteration-${`${iteration}`.padStart(9, '0')}.safetensors`
  const written = () => readdir(join(directory, 'runs', id, 'checkpoints')).catch((): string[] => [])
  while (!(await written()).includes(wanted)) {
    if (child.exitCode !== null) throw new Error(`the program ended before iteration ${iteration}`)
    await setTimeout(10)
  }
  child.kill(signal)
}

const read = (...path: string[]) => readFile(join(folder, ...path), 'utf8')
const readJson = async (...path: string[]) => JSON.parse(await read(...path))
const metricsOf = (summary: { results: { metrics: unknown }[] }) => summary.results.map(({ metrics }) => metrics)

describe('a smoke run', () => {
  let outcome: Awaited<ReturnType<typeof run>>
  beforeAll(async () => {
    outcome = await run('--preset', 'smoke', '--out', join(folder, 'whole'))
  })

  it('ends with the path of the report', () => {
    expect(outcome.code, outcome.stderr).toBe(0)
    expect(outcome.stdout.trimEnd().split('\n').at(-1)).toBe(join(folder, 'whole', 'report.html'))
    expect(outcome.stderr).toContain(`${id}: 200/200 (100%)`)
  })

  it('leaves a summary', async () => {
    const { startedAt, seconds, results, ...summary } = await readJson('whole', 'summary.json')
    expect(summary).toEqual({
      name: 'smiley-correlation',
      preset: 'smoke',
      status: 'done',
      engine: expect.any(String),
      device: expect.any(String),
    })
    expect(new Date(startedAt).toISOString()).toBe(startedAt)
    expect(seconds).toBeGreaterThan(0)
    expect(results).toHaveLength(2)
    const [{ settings, metrics, ...result }, baseline] = results
    const number = expect.any(Number)
    expect(result).toEqual({ model: 'vsc', latentDim: 18, seed: 1, seconds: number, stepsPerSecond: number })
    expect(settings).toMatchObject({ hiddenDim: 64, alpha: { spikes: 8 } })
    expect(Object.keys(metrics).sort()).toEqual(
      [
        ...['elbo', 'logLikelihood', 'kl', 'activeLatents', 'meanSpikeProbability', 'correlationContrast'],
        ...['meanBestCorrelation', 'attributesOwned', 'spikeRecovery', 'mig', 'dci', 'sap'],
        ...['bound', 'iwae', 'iwaeStandardError', 'iwaeImages', 'iwaeSamples', 'presence', 'presenceInformation'],
        ...['within', 'zeros', 'latentsOn', 'activeUnits', 'presenceOfSpikes', 'spikeRecoveryEitherSign'],
        ...['signedContrast', 'signedBestCorrelation', 'signedAttributesOwned'],
        ...['dciCompleteness', 'dciInformativeness', 'lassoDci', 'lassoDciCompleteness', 'lassoDciInformativeness'],
        ...['unseenShare', 'boundUnseen', 'elboUnseen', 'logLikelihoodUnseen', 'klUnseen'],
      ].sort(),
    )
    expect(metrics.bound).toBeLessThan(metrics.elbo) // by what selecting a pseudo-input costs
    expect(metrics.iwae).toBeGreaterThan(metrics.bound)
    expect(metrics.elbo).toBeCloseTo(metrics.logLikelihood - metrics.kl, 4)

    expect(baseline).toMatchObject({ model: 'beta-vae', latentDim: 18, seed: 1, settings: { beta: 4, hiddenDim: 64 } })
    const ofSpikes = ['meanSpikeProbability', 'spikeRecovery', 'spikeRecoveryEitherSign', 'presenceOfSpikes']
    expect(baseline.metrics).toMatchObject({ bound: baseline.metrics.elbo, zeros: 0, latentsOn: 18 })
    expect(Object.keys(baseline.metrics)).toEqual(Object.keys(metrics).filter((name) => !ofSpikes.includes(name)))
  })

  it('leaves every file of a run folder', async () => {
    expect((await readdir(join(folder, 'whole'))).sort()).toEqual(
      ['config.json', 'environment.json', 'explore', 'figures', 'report.html', 'runs', 'summary.json'].sort(),
    )
    const ofRun = (await readdir(join(folder, 'whole', 'runs', id))).map((name) => name.replace(/\.tfevents\..*/, ''))
    expect(ofRun.sort()).toEqual([
      'checkpoints',
      'config.json',
      'correlation.json',
      'events.out',
      'latents.json',
      'metrics.jsonl',
      'status.json',
    ])
    const figures = await readdir(join(folder, 'whole', 'figures'))
    for (const name of [
      'correlation',
      'signed-correlation',
      'within-attributes',
      'latent-kl',
      'training',
      `spikes-${id}`,
      `reconstructions-${id}`,
    ]) {
      expect(figures).toContain(`${name}.svg`)
      expect(figures).toContain(`${name}.png`)
    }
    expect(figures).toContain('reconstructions-beta-vae-j18-seed1.svg')
    expect(figures).not.toContain('spikes-beta-vae-j18-seed1.svg')
    const { features, latents, matrix } = await readJson('whole', 'runs', id, 'correlation.json')
    expect(features).toHaveLength(18)
    expect([...latents].sort((a, b) => a - b)).toEqual(Array.from({ length: 18 }, (_, j) => j))
    expect(matrix.map((row: number[]) => row.length)).toEqual(new Array(18).fill(18))
    const { packages, node, git } = await readJson('whole', 'environment.json')
    for (const each of ['onnxruntime-node', '@tensorflow/tfjs-core', '@vsc/core'])
      expect(packages[each]).toMatch(/^\d+\./)
    expect(node).toBe(process.versions.node)
    expect(git === null || /^[0-9a-f]{40}$/.test(git.commit)).toBe(true)
  })

  it('leaves a report that needs nothing but itself', async () => {
    const html = await read('whole', 'report.html')
    expect(html).not.toMatch(/(?:src|href)\s*=\s*["']?\s*(?!data:|#|explore\/)[a-z/.]/i) // but the pages of its models beside it
    expect(html).toContain('Bernoulli')
    expect(html).not.toContain('[object Object]')
    expect(html).toContain('in figure 9')
    expect(html).toContain('presence only')
    expect(html).not.toContain('>held<') // a smoke run concludes nothing
    expect(html.match(/>not tested</g)!.length).toBeGreaterThan(5)
  })

  it('is repeated by its config.json, which --json says in one object', async () => {
    const again = join(folder, 'again')
    const { code, stdout } = await run('--config', join(folder, 'whole', 'config.json'), '--out', again, '--json')
    expect(code).toBe(0)
    const printed = JSON.parse(stdout)
    expect(printed).toMatchObject({ status: 'done', folder: again, report: join(again, 'report.html') })
    expect(metricsOf(printed)).toEqual(metricsOf(await readJson('whole', 'summary.json')))
  })

  it('that is killed, and then interrupted, and each time resumed ends as the one left alone', async () => {
    const torn = join(folder, 'torn')
    const first = start('--preset', 'smoke', '--out', torn)
    await signalAt(first.child, torn, 50, 'SIGKILL')
    expect((await first.ended).code).toBeNull()

    const second = start('--resume', torn)
    await signalAt(second.child, torn, 100, 'SIGINT')
    const { code, stderr } = await second.ended
    expect(code).toBe(130)
    expect(stderr).toContain(`Continue with: pnpm run experiment --resume ${torn}`)
    expect(await readJson('torn', 'summary.json')).toMatchObject({ status: 'interrupted', results: [] })

    expect((await run('--resume', torn)).code).toBe(0)
    expect(await read('torn', 'runs', id, 'metrics.jsonl')).toBe(await read('whole', 'runs', id, 'metrics.jsonl'))
    expect(metricsOf(await readJson('torn', 'summary.json'))).toEqual(
      metricsOf(await readJson('whole', 'summary.json')),
    )
  })
})

describe('several models', () => {
  it('train side by side, and one that fails does not keep the others from being done', async () => {
    const set = [
      ...['data.testCount=50', 'training.iterations=20', 'training.schedules.slope=100'],
      'sweep.vsc.learningRate=[1e-3, 2e-3, 1000]', // the last blows up
    ].flatMap((assignment) => ['--set', assignment])
    const options = ['--preset', 'smoke', '--models', 'vsc', ...set]
    const { code, stderr } = await run(...options, '--jobs', '2', '--out', join(folder, 'several'))
    expect(code, stderr).toBe(1)
    expect(stderr).toContain('error: 1 of 3 models failed')
    const { status, results, failures } = await readJson('several', 'summary.json')
    expect(status).toBe('failed')
    expect(results).toHaveLength(2)
    expect(failures).toEqual([
      { run: 'vsc-j18-learningRate-1000-seed1', error: expect.stringContaining('of 20 blew up') },
    ])
    const report = await read('several', 'report.html')
    expect(report).toContain('bound, validation')
    expect(report.match(/>shown</g)).toHaveLength(1)
  })
})
