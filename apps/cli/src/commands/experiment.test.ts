import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCli } from '../cli.js'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'experiment-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function cli(...argv: string[]) {
  const said = { stdout: '', stderr: '' }
  const streams = {
    stdout: (text: string | Uint8Array) => {
      said.stdout += text
    },
    stderr: (text: string) => {
      said.stderr += text
    },
    signal: new AbortController().signal,
  }
  const code = await runCli(argv, streams, { invocation: 'pnpm run experiment' })
  return { code, ...said }
}

describe('the command line', () => {
  it('explains itself, with examples', async () => {
    const { code, stdout, stderr } = await cli('--help')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatchSnapshot()
  })

  it('lists what there is', async () => {
    expect((await cli('--list')).stdout).toContain('smiley-correlation  which latent answers to which feature')
    const { experiments, presets, models } = JSON.parse((await cli('--', '--list', '--json')).stdout)
    expect(experiments[0].name).toBe('smiley-correlation')
    expect(presets).toEqual(['smoke', 'quick', 'standard', 'paper-tenth', 'paper'])
    expect(models).toEqual(['vsc', 'beta-vae', 'beta-tcvae', 'factor-vae', 'dip-vae', 'vamp-prior-vae'])
  })

  it('shows with --dry-run every setting and what would be trained, as a configuration file', async () => {
    const asked = ['--models', 'vsc', '--latent-dims', '18,40', '--seed', '5', '--set', 'vsc.alpha=0.1']
    const options = ['--preset', 'smoke', ...asked, '--dry-run']
    const { code, stdout } = await cli('smiley-correlation', ...options)
    expect(code).toBe(0)
    expect(stdout).toMatch(/# It trains:\n# vsc-j18-seed5\n# vsc-j40-seed5\n$/)
    const file = join(folder, 'dry-run.yaml')
    await writeFile(file, stdout)
    const [first, again] = [await cli(...options, '--json'), await cli('--config', file, '--dry-run', '--json')]
    expect(JSON.parse(again.stdout)).toEqual(JSON.parse(first.stdout))
  })

  it('lets --seed win over the seeds of a configuration file', async () => {
    const file = join(folder, 'seeds.json')
    await writeFile(file, (await cli('--preset', 'smoke', '--dry-run')).stdout)
    const { config } = JSON.parse((await cli('--config', file, '--seed', '9', '--dry-run', '--json')).stdout)
    expect(config).toMatchObject({ seed: 9, seeds: [9], data: { seed: 9 }, evaluation: { seed: 9 } })
  })

  it.each([
    [['--queue', 'redis://here'], 'error: --queue needs --store too'],
    [['--queue', 'redis://here', '--jobs', '2'], "cannot be used with option '--jobs <n>'"],
    [['smiley-correlation', 'more'], 'error: too many arguments'],
    [['eblo'], "error: there is no experiment 'eblo', did you mean elbo?; there are: smiley-correlation"],
    [['--set', 'vsc.hiddenDimm=3'], 'error: vsc.hiddenDimm: there is no such key; did you mean vsc.hiddenDim?'],
    [['--latent-dims', '18,x'], "argument '18,x' is invalid. Expected a whole number."],
    [['--jobs', '0'], "argument '0' is invalid. Expected 1 or more."],
    [['--config', 'no-such-file.json'], 'error: the configuration file cannot be read: ENOENT'],
    [['--resume', 'no-such-folder'], 'error: no-such-folder holds no experiment to resume'],
    [['--resume', 'anywhere', '--seed', '3'], "option '--resume <folder>' cannot be used with option '--seed <n>'"],
    [['--resume', 'anywhere', '--set', 'seed=3'], 'holds no experiment to resume'],
  ])('answers %j with exit code 2 and one line', async (argv, message) => {
    const { code, stdout, stderr } = await cli(...argv)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(message)
    expect(stderr).toMatch(/^error: [^\n]+\n$/)
  })

  it('takes no folder that holds something, and makes none for a bad request', async () => {
    const full = join(folder, 'full')
    await cli('--preset', 'smoke', '--set', 'nonsense=1', '--out', full)
    expect(await readdir(folder)).not.toContain('full')
    const { code, stderr } = await cli('--preset', 'smoke', '--out', folder)
    expect(code).toBe(2)
    expect(stderr).toContain('is not empty: choose another folder, or continue the experiment in it by --resume')
  })

  it('shows a stack trace with --debug only', async () => {
    expect((await cli('eblo', '--debug')).stderr).toMatch(/\n +at /)
  })
})
