import { PassThrough } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { TrainingProgress } from '../progress.js'
import { terminalProgress } from './terminal-progress.js'

/** A stream that keeps what is written to it. */
function screen(properties: object) {
  const stream = Object.assign(new PassThrough(), properties)
  let text = ''
  stream.on('data', (chunk) => (text += chunk))
  return { stream: stream as unknown as NodeJS.WriteStream, text: () => text }
}

const at = (iteration: number, changes: Partial<TrainingProgress> = {}): TrainingProgress => ({
  state: 'running',
  iteration,
  iterations: 1000,
  stepsPerSecond: 10,
  latest: undefined,
  ...changes,
})

const latest = {
  iteration: 500,
  loss: 12.3456,
  terms: { kl: 3, logLikelihood: -9.5 },
  gradientNorm: 1,
  learningRate: 1e-3,
  schedules: {},
}

describe('where there is no terminal', () => {
  it('writes a plain line at intervals and one at the end', () => {
    const { stream, text } = screen({ isTTY: false })
    const show = terminalProgress({ label: 'vsc J=40', stream, every: 3600 })
    for (let iteration = 1; iteration < 1000; iteration++) show(at(iteration))
    show(at(1000, { state: 'done', stepsPerSecond: 0.25, latest }))
    expect(text()).toBe(
      'vsc J=40: 1/1000 (0%), 10 steps/s, 1 min 40 s left\n' +
        'vsc J=40: 1000/1000 (100%), 4.0 s/step, done | loss 12.35 | kl 3.000 | logLikelihood -9.500\n',
    )
  })

  it('writes every line where the interval is none', () => {
    const { stream, text } = screen({ isTTY: false })
    const show = terminalProgress({ stream, every: 0 })
    show(at(1, { stepsPerSecond: 0.1 }))
    show(at(500, { latest, stepsPerSecond: 50 }))
    expect(text()).toBe(
      'training: 1/1000 (0%), 10.0 s/step, 2 h 46 min left\n' +
        'training: 500/1000 (50%), 50 steps/s, 10 s left | loss 12.35 | kl 3.000 | logLikelihood -9.500\n',
    )
  })
})

describe('on a terminal', () => {
  beforeEach(() => {
    vi.stubEnv('TERM', 'xterm')
    vi.stubEnv('NO_COLOR', '')
  })
  afterEach(() => vi.unstubAllEnvs())

  function draw() {
    const { stream, text } = screen({ isTTY: true, columns: 200 })
    const show = terminalProgress({ label: 'vsc', stream })
    show(at(1))
    show(at(500, { latest }))
    show(at(500, { state: 'interrupted', latest }))
    return text()
  }

  it('draws a bar with rate, time left and terms, which it leaves on the screen', () => {
    const text = draw()
    expect(text).toContain('50% | 500/1000 | 10 steps/s | 50 s left | loss 12.35 | kl 3.000')
    expect(text).toContain('\u001b[36m████████████░░░░░░░░░░░░\u001b[39m')
    expect(text.endsWith('\n')).toBe(true)
  })

  it('uses no colour with NO_COLOR', () => {
    vi.stubEnv('NO_COLOR', '1')
    expect(draw()).toContain('vsc ████████████░░░░░░░░░░░░ 50%')
  })

  it('writes plain lines on a terminal that cannot draw', () => {
    vi.stubEnv('TERM', 'dumb')
    expect(draw()).toMatch(/^vsc: 1\/1000/)
  })
})
