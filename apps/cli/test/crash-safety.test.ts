import { execFileSync } from 'node:child_process'
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, truncate, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { createRng } from '@vsc/random'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Ended, outcomeOf, program, start, untilLogged, vsc } from './program.js'

// Whole programs in processes of their own, killed and resumed: seconds each, more where others use the machine.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 })

/** So small that a step takes a few milliseconds, most of them for the checkpoint after it. */
const settings = [
  ...['data.count=100', 'model.hiddenDim=8', 'model.latentDim=3'],
  ...['training.iterations=120', 'training.batchSize=10', 'training.logEvery=3', 'training.checkpointEvery=2'],
].flatMap((setting) => ['--set', setting])
const training = ['--preset', 'smoke', '--engine', 'onnx:cpu', ...settings]
const logLines = 40

let folder: string
let undisturbed: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vsc-crash-'))
  undisturbed = join(folder, 'undisturbed')
  const { code, stderr } = await vsc('train', ...training, '--out', undisturbed)
  expect(code, stderr).toBe(0)
})
afterAll(() => rm(folder, { recursive: true }))

// VSC_TEST_KILLS=50 for a long siege
const kills = Number(process.env.VSC_TEST_KILLS ?? 5)

describe('a run that is killed', { timeout: 60_000 + kills * 20_000 }, () => {
  it('at many random moments, and resumed each time, ends with the bits of one left alone', async () => {
    const killed = join(folder, 'killed')
    const rng = createRng('kills of the program')
    for (let kill = 0; kill < kills; kill++) {
      const running = start([
        ...program,
        ...(kill === 0 ? ['train', ...training, '--out', killed] : ['resume', killed]),
      ])
      await untilLogged(killed, Math.floor(((kill + rng.uniform()) * logLines * 0.9) / kills), running)
      await setTimeout(rng.uniform() * 30) // within a step, a checkpoint or a line, as it happens
      running.child.kill('SIGKILL')
      expect((await running.ended).code).toBeNull()
    }
    const { code, stderr } = await vsc('resume', killed)
    expect(code, stderr).toBe(0)
    expect(await outcomeOf(killed)).toEqual(await outcomeOf(undisturbed))
  })

  it('under another host name, as in a container that is made again, goes on without help', async () => {
    const moved = join(folder, 'moved')
    const running = start([...program, 'train', ...training, '--out', moved])
    await untilLogged(moved, 5, running)
    running.child.kill('SIGKILL')
    await running.ended
    const [claim] = (await readdir(moved)).filter((name) => name.endsWith('.lock')).map((name) => join(moved, name))
    await writeFile(claim!, (await readFile(claim!, 'utf8')).replace(/"host":"[^"]*"/, '"host":"gone"'))
    const longAgo = Date.now() / 1000 - 100
    await utimes(claim!, longAgo, longAgo)
    const { code, stderr } = await vsc('resume', moved)
    expect(code, stderr).toBe(0)
    expect(await outcomeOf(moved)).toEqual(await outcomeOf(undisturbed))
    expect((await readdir(moved)).filter((name) => name.endsWith('.lock'))).toEqual([])
  })

  it('goes on from the newest checkpoint that is intact, and is evaluated from it without a change to the folder', async () => {
    const damaged = join(folder, 'damaged')
    await cp(undisturbed, damaged, { recursive: true })
    const { checkpoint, file } = await outcomeOf(damaged)
    await truncate(join(damaged, 'checkpoints', checkpoint), file.length - 100)
    const before = await readdir(join(damaged, 'checkpoints'))
    const evaluated = await vsc('evaluate', damaged, '--count', '50', '--json')
    expect(evaluated.code, evaluated.stderr).toBe(0)
    expect(evaluated.stderr).toMatch(/warning: The checkpoint .*iteration-000000120.safetensors is damaged/)
    expect(JSON.parse(evaluated.stdout)).toMatchObject({ iteration: 118 })
    expect(await readdir(join(damaged, 'checkpoints'))).toEqual(before)

    expect((await vsc('resume', damaged)).code).toBe(0)
    expect(await outcomeOf(damaged)).toEqual(await outcomeOf(undisturbed))
  })
})

describe('Ctrl-C', () => {
  it('once finishes the step, writes a checkpoint and says how to go on', async () => {
    const stopped = join(folder, 'stopped')
    const running = start([...program, 'train', ...training, '--out', stopped])
    await untilLogged(stopped, 5, running)
    running.child.kill('SIGINT')
    const { code, stdout, stderr } = await running.ended
    expect({ code, stdout }).toEqual({ code: 130, stdout: '' })
    expect(stderr).toContain('Finishing the step under way; once more stops at once.')
    const [, iteration] = /Interrupted after (\d+) of 120 iterations\. Continue with: vsc resume /.exec(stderr) ?? []
    expect(await outcomeOf(stopped)).toMatchObject({
      checkpoint: `iteration-${iteration!.padStart(9, '0')}.safetensors`,
    })
    expect(JSON.parse(await readFile(join(stopped, 'status.json'), 'utf8'))).toMatchObject({ state: 'interrupted' })

    expect((await vsc('resume', stopped)).code).toBe(0)
    expect(await outcomeOf(stopped)).toEqual(await outcomeOf(undisturbed))
  })
})

/** Whether this user may mount file systems of its own, in a namespace. */
const mayMount = (() => {
  try {
    execFileSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'tmpfs', tmpdir()], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

/** Runs a shell script with a disk of its own at $DISK, which vanishes afterwards; `VSC` runs the program. */
async function withDisk(options: string, script: string): Promise<Ended> {
  const disk = await mkdtemp(join(folder, 'disk-'))
  const lines = [`mount -t tmpfs -o ${options} tmpfs "$DISK"`, script]
  const quoted = program.map((word) => `'${word}'`).join(' ')
  return start(['unshare', '-rm', 'sh', '-c', lines.join('\n').replaceAll('VSC', quoted)], { DISK: disk, OUT: folder })
    .ended
}

const quotedTraining = training.map((word) => `'${word}'`).join(' ')

describe.skipIf(!mayMount)('a disk (skipped where this user cannot mount one)', () => {
  it('that is full stops the run with one line, and with room again the run ends with the same bits', async () => {
    const { code, stdout, stderr } = await withDisk(
      'size=700k',
      `VSC train ${quotedTraining} --out "$DISK/run"; first=$?
       cat "$DISK/run/status.json"
       mount -o remount,size=50m "$DISK"
       VSC resume -q "$DISK/run" && cp -r "$DISK/run" "$OUT/full"
       exit $first`,
    )
    expect(code, stderr).toBe(1)
    expect(stderr).toMatch(
      /error: ENOSPC: no space left on device, .*Make room, then continue with: vsc resume .*\/run/,
    )
    expect(stderr).not.toMatch(/\n +at /)
    expect(stdout).toContain('"state": "failed"')
    expect(await outcomeOf(join(folder, 'full'))).toEqual(await outcomeOf(undisturbed))
  })

  it('that can only be read is refused in one line, and a model on it can be evaluated', async () => {
    const { code, stdout, stderr } = await withDisk(
      'size=50m',
      `cp -r "$OUT/undisturbed" "$DISK/run"
       mount -o remount,ro "$DISK"
       VSC train ${quotedTraining} -q --out "$DISK/new"; echo "train $?"
       VSC resume -q "$DISK/run" --iterations 130; echo "resume $?"
       VSC evaluate -q "$DISK/run" --count 20; echo "evaluate $?"`,
    )
    expect(code).toBe(0)
    expect(stdout).toMatch(/^train 2\nresume 2\n/)
    expect(stdout).toMatch(/evaluate 0\n$/)
    expect(stderr).toMatch(/^error: cannot make the folder [^\n]+\n(warning: [^\n]+\n)*error: EROFS: [^\n]+\n$/)
  })
})

describe.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
  'a folder without permission (skipped for root, whom nothing forbids)',
  () => {
    it('is refused in one line', async () => {
      const closed = join(folder, 'closed')
      await mkdir(closed)
      await chmod(closed, 0o555)
      const { code, stderr } = await vsc('train', ...training, '-q', '--out', join(closed, 'run'))
      expect(code).toBe(2)
      expect(stderr).toMatch(/^error: cannot make the folder [^\n]+: EACCES: [^\n]+\n$/)
    })
  },
)

it('a folder that is removed while it is trained into ends the run with one line, which is no bad input', async () => {
  const removed = join(folder, 'removed')
  const endless = training.map((word) => word.replace(/(iterations|checkpointEvery)=.*/, '$1=1000000'))
  const running = start([...program, 'train', ...endless, '-q', '--out', removed])
  await untilLogged(removed, 5, running)
  await rm(removed, { recursive: true, maxRetries: 5 })
  const { code, stderr } = await running.ended
  expect(code).toBe(1)
  expect(stderr).toMatch(/^error: [^\n]*removed was removed while it was trained into[^\n]*\n$/)
})

it('a file where the folder should be is refused in one line', async () => {
  const file = join(folder, 'file')
  await writeFile(file, '')
  const { code, stderr } = await vsc('train', ...training, '-q', '--out', join(file, 'run'))
  expect(code).toBe(2)
  expect(stderr).toMatch(/^error: cannot make the folder [^\n]+ is a file\n$/)
})
