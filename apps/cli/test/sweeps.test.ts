import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startBucket } from './bucket.js'
import { type Ended, program, start, vsc } from './program.js'
import { hasRedis, type RedisServer, startRedis } from './redis-server.js'
import { findingsOf, inTheMidst, type Machine, resultsIn, startWorker, until, writeSweep } from './sweep-machines.js'

// Whole programs on a queue of their own, killed and frozen: minutes, more where others use the machine.
vi.setConfig({ testTimeout: 2_400_000, hookTimeout: 300_000 })

/** VSC_TEST_SWEEP_RUNS=24 for a short one */
const runs = Number(process.env.VSC_TEST_SWEEP_RUNS ?? 200)

let folder: string
let redis: RedisServer
const machines: Machine[] = []
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sweeps-'))
  if (hasRedis) redis = await startRedis()
})
afterAll(async () => {
  for (const { child } of machines) child.kill('SIGKILL')
  if (hasRedis) await redis.stop()
  await rm(folder, { recursive: true, maxRetries: 10, retryDelay: 300 })
})

const worker = (store: string, more: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Machine => {
  const machine = startWorker(redis.url, store, more, env)
  machines.push(machine)
  return machine
}

const slowSteps = (milliseconds: number): NodeJS.ProcessEnv => ({
  STEP_MS: `${milliseconds}`,
  NODE_OPTIONS: `--import tsx --import ${fileURLToPath(new URL('slow-steps.ts', import.meta.url))}`,
})

/** Outputs of sweeps that share runs lie apart: what lies beside is taken over. */
const sweepBy = (file: string, store: string, out: string, env: NodeJS.ProcessEnv = {}) =>
  start([...program, 'sweep', file, '--no-config', '--queue', redis.url, '--store', store, '--out', out], env)

describe.skipIf(!hasRedis || process.platform === 'win32')(
  'a sweep on many machines (skipped where there is no redis-server)',
  () => {
    it('loses no run and does none twice, whatever becomes of workers and of Redis, and finds what this machine alone does', async () => {
      const [file, store, out] = [join(folder, 'many.json'), join(folder, 'store'), join(folder, 'queued')]
      await writeSweep(file, runs)
      const sweep = sweepBy(file, store, out)
      // A run of 20 steps of a second each does not end before its worker is frozen.
      const [killed, frozen, third] = [worker(store), worker(store, [], slowSteps(1000)), worker(store)] as const
      const reached = (share: number) => until(async () => (await resultsIn(store)) >= share * runs, [sweep, third])

      await reached(0.1)
      await inTheMidst(redis.url, killed)
      killed.child.kill('SIGKILL')
      await reached(0.2)
      const run = await inTheMidst(redis.url, frozen)
      frozen.child.kill('SIGSTOP')
      await until(async () => third.said().includes(`${run}: done`), [sweep, third]) // its lease of 5 seconds ran out
      await reached(0.4)
      frozen.child.kill('SIGCONT')
      await reached(0.5)
      await redis.restart()

      const { code, stderr } = await sweep.ended
      expect(code, stderr).toBe(0)
      expect(await resultsIn(store)).toBe(runs)
      expect(await readdir(join(store, 'runs'))).toHaveLength(runs)
      for (const { child, ended } of [frozen, third]) {
        child.kill('SIGTERM')
        expect((await ended).code).toBe(130)
      }
      const dropped = '(failed: .*out of touch for longer than its lease|another attempt was first)'
      expect(frozen.said()).toMatch(new RegExp(`${run}: ${dropped}`))

      const alone = join(folder, 'alone')
      const local = await vsc(
        'sweep',
        file,
        '--no-config',
        '--jobs',
        '2',
        '--store',
        join(folder, 'own'),
        '--out',
        alone,
      )
      expect(local.code, local.stderr).toBe(0)
      const findings = await findingsOf(out)
      expect(findings).toMatchObject({ status: 'done', failures: undefined })
      expect(findings.results).toHaveLength(runs)
      expect(findings).toEqual(await findingsOf(alone))
    })

    describe('a run that is long', () => {
      const small = {
        ...{ 'data.count': 50, 'model.hiddenDim': 4, 'model.latentDim': 2 },
        ...{ 'training.batchSize': 10, 'training.logEvery': 5, 'training.checkpointEvery': 50 },
      }
      const long = { seeds: [1], searches: [{ model: 'vsc' }] }
      const iterations = (n: number) => ({ ...long, set: { ...small, 'training.iterations': n } })
      it('is given back with a checkpoint on SIGTERM, and goes on elsewhere to the same end', async () => {
        const [file, store, out] = [join(folder, 'long.json'), join(folder, 'long-store'), join(folder, 'long')]
        await writeSweep(file, 4, { ...iterations(2000), name: 'long' })
        const sweep = sweepBy(file, store, out)
        const first = worker(store, ['--save-every', '1000'], slowSteps(10)) // for 20 seconds, were it left alone
        await inTheMidst(redis.url, first, [sweep])
        first.child.kill('SIGTERM')
        expect((await first.ended).code).toBe(130)
        expect(first.said()).toContain('given back')
        expect(await waiting(redis)).toBe(1)

        const second = worker(store, ['--drain'])
        expect((await second.ended).code).toBe(0)
        expect(second.said()).toMatch(/goes on from iteration [1-9]\d*/)
        const { code, stderr } = await sweep.ended
        expect(code, stderr).toBe(0)
        const alone = await vsc(
          'sweep',
          file,
          '--no-config',
          '--jobs',
          '2',
          '--store',
          join(folder, 'own'),
          '--out',
          `${out}-2`,
        )
        expect(alone.code, alone.stderr).toBe(0)
        expect(await logOf(out)).toBe(await logOf(`${out}-2`))
      })
    })

    it('retries a run that fails, ends it as failed, and trains the others', async () => {
      const [file, store, out] = [join(folder, 'poison.json'), join(folder, 'poison-store'), join(folder, 'poison')]
      const searches = [{ model: 'vsc', grid: { 'training.learningRate': [1e-3, 1000] } }] // the last blows up
      await writeSweep(file, 4, { name: 'poison', seeds: [2], searches })
      const sweep = sweepBy(file, store, out)
      const one = worker(store)
      const { code, stderr } = await sweep.ended
      expect(code).toBe(1)
      expect(stderr).toContain('error: 1 of 2 models failed')
      const { results, failures } = await findingsOf(out)
      expect(results).toHaveLength(1)
      expect(failures).toMatchObject([{ error: expect.stringContaining('blew up') }])
      expect(await readFile(join(out, 'results.csv'), 'utf8')).toMatch(/,failed,/)
      const status = await vsc('sweep', 'status', '--queue', redis.url)
      expect(status.stdout).toMatch(/poison: .* failed: .*blew up/)
      one.child.kill('SIGTERM')
      await one.ended
    })

    it('keeps what it has trained while a bucket is full, and brings it there once there is room', async () => {
      const bucket = await startBucket()
      try {
        const [file, store, out] = [join(folder, 'full.json'), 's3://lab/sweeps', join(folder, 'full', 'out')]
        await writeSweep(file, 4, { name: 'full', seeds: [7] })
        bucket.full = true
        const sweep = sweepBy(file, store, out, bucket.env)
        const one = worker(store, [], bucket.env)
        const waits = /s3:\/\/lab\/sweeps cannot be written \(.*no room.*\): trying again in \d+ s/
        await until(async () => waits.test(one.said()), [one, sweep])
        const status = async () => (await vsc('sweep', 'status', '--queue', redis.url)).stdout
        await until(
          async () => /full: \S+ is at 20 of 20, on .*\n.*cannot be written/.test(await status()),
          [one, sweep],
        )
        bucket.full = false

        const { code, stderr } = await sweep.ended
        expect(code, stderr).toBe(0)
        expect((await findingsOf(out)).results).toHaveLength(4)
        expect(one.said()).not.toContain('failed')
        expect(bucket.refusals()).toBeGreaterThan(0)
        one.child.kill('SIGTERM')
        await one.ended
      } finally {
        await bucket.stop()
      }
    })

    it('kills a run that reports nothing, and tries it again before it gives it up', async () => {
      const [file, store, out] = [
        join(folder, 'silent.json'),
        join(folder, 'silent-store'),
        join(folder, 'silent', 'out'),
      ]
      await writeSweep(file, 4, { name: 'silent', seeds: [1], searches: [{ model: 'vsc' }] })
      const sweep = sweepBy(file, store, out)
      const one = worker(store, ['--silence', '8'], slowSteps(60_000))
      expect((await sweep.ended).code).toBe(1)
      const { failures } = await findingsOf(out)
      expect(failures).toMatchObject([{ error: 'it reported nothing for 8 s and was killed' }])
      expect(one.said().match(/failed: it reported nothing/g)).toHaveLength(3)
      one.child.kill('SIGTERM')
      await one.ended
    })
  },
)

const waiting = async ({ client }: RedisServer): Promise<number> => {
  const keys = await client.keys('vsc:*:wait')
  return (await Promise.all(keys.map((key) => client.llen(key)))).reduce((sum, length) => sum + length, 0)
}

async function logOf(out: string): Promise<string> {
  const [run] = await readdir(join(out, 'runs'))
  return readFile(join(out, 'runs', run!, 'metrics.jsonl'), 'utf8')
}

describe('what cannot be done is refused in one line, before any work is taken', () => {
  const refused = ({ code, stdout, stderr }: Ended, line: RegExp) => {
    expect(stderr).toMatch(line)
    expect(stderr.trimEnd().split('\n')).toHaveLength(1)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  }
  const secret = 'hunter2'

  it('a queue that is not there, whose password is not told', async () => {
    const argv = ['--queue', `redis://:${secret}@127.0.0.1:1`, '--store', join(folder, 'none')]
    const ended = await vsc('worker', '-q', '--no-config', ...argv)
    refused(
      ended,
      /^error: the queue redis:\/\/127\.0\.0\.1:1 cannot be reached \(.*ECONNREFUSED.*\): is redis-server running/,
    )
    expect(ended.stderr).not.toContain(secret)
  })

  it('a queue of another kind, a store of another kind, and none', async () => {
    refused(
      await vsc('worker', '-q', '--no-config', '--queue', 'http://here', '--store', folder),
      /^error: the queue is no address of a Redis/,
    )
    refused(
      await vsc('worker', '-q', '--no-config', '--queue', 'redis://here', '--store', 'ftp://x'),
      /^error: there is no store of the kind ftp:\/\//,
    )
    refused(await vsc('worker', '-q', '--no-config', '--queue', 'redis://here'), /^error: a worker needs a store/)
  })

  it('a store that is a file', async () => {
    await writeFile(join(folder, 'file'), '')
    const argv = ['--queue', 'redis://127.0.0.1:1', '--store', join(folder, 'file')]
    refused(await vsc('worker', '-q', '--no-config', ...argv), /^error: the store .*file cannot be used: /)
  })

  it.skipIf(!hasRedis)('a wrong password', async () => {
    const closed = await startRedis(['--requirepass', 'right'])
    try {
      const argv = ['--queue', closed.url.replace('//', `//:${secret}@`), '--store', join(folder, 'none')]
      const ended = await vsc('worker', '-q', '--no-config', ...argv)
      refused(ended, /^error: the queue redis:\/\/127\.0\.0\.1:\d+ refuses the password/)
      expect(ended.stderr).not.toContain(secret)
    } finally {
      await closed.stop()
    }
  })

  it.skipIf(!hasRedis || !existsSync('/proc/self/cmdline'))(
    'a password is not told, nor seen in the list of processes',
    async () => {
      const closed = await startRedis(['--requirepass', secret])
      try {
        const store = join(folder, 'secret-store')
        const one = startWorker(closed.url.replace('//', `//:${secret}@`), store)
        machines.push(one)
        await until(async () => one.said().includes('waiting for runs'), [one])
        expect(await readFile(`/proc/${one.child.pid}/cmdline`, 'utf8')).not.toContain(secret)
        one.child.kill('SIGTERM')
        const { stdout, stderr } = await one.ended
        expect(stdout + stderr).not.toContain(secret)
        expect(await readFile(join(store, 'store.json'), 'utf8')).not.toContain(secret)
      } finally {
        await closed.stop()
      }
    },
  )

  it.skipIf(!hasRedis)('work for another lab or another store, which stays where it is', async () => {
    const [file, store, out] = [join(folder, 'other.json'), join(folder, 'other-store'), join(folder, 'other', 'out')]
    await writeSweep(file, 4, { name: 'other', seeds: [1] })
    await redis.client.flushall()
    const sweep = sweepBy(file, store, out)
    await until(async () => (await waiting(redis)) === 4, [sweep])
    const lab = join(folder, 'vsc.config.mjs')
    await writeFile(lab, 'export default {}')
    const queue = ['--queue', redis.url]
    refused(
      await vsc('worker', '-q', '--use', lab, ...queue, '--store', store),
      /^error: 4 runs wait for a worker without a vsc.config.ts \(leave the one here alone by --no-config\)/,
    )
    refused(
      await vsc('worker', '-q', '--no-config', ...queue, '--store', join(folder, 'else')),
      /^error: 4 runs wait for a worker with the store .*other-store \(this one has .*else: give that one by --store\)/,
    )
    expect(await waiting(redis)).toBe(4)
    sweep.child.kill('SIGINT')
    expect((await sweep.ended).code).toBe(130)
  })
})
