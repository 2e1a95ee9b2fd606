import { PassThrough } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { DownloadProgress } from './obtain-file.js'
import { terminalDownloads } from './terminal-downloads.js'

/** A stream that keeps what is written to it. */
function screen(properties: object) {
  const stream = Object.assign(new PassThrough(), properties)
  let text = ''
  stream.on('data', (chunk) => (text += chunk))
  return { stream: stream as unknown as NodeJS.WriteStream, text: () => text }
}

const at = (received: number, changes: Partial<DownloadProgress> = {}): DownloadProgress => ({
  state: 'running',
  file: 'set.gz',
  received,
  total: 26_421_880,
  ...changes,
})

it('writes a plain line at intervals and one at the end where there is no terminal', () => {
  const { stream, text } = screen({ isTTY: false })
  const show = terminalDownloads({ stream, every: 3600 })
  for (let received = 65_536; received < 26_421_880; received += 65_536) show(at(received))
  show(at(26_421_880, { state: 'done' }))
  show(at(500_000_000, { file: 'other.zip', total: undefined }))
  show(at(600_000_000, { file: 'other.zip', total: undefined, state: 'failed' }))
  expect(text()).toBe(
    'set.gz: 0% of 26.4 MB\nset.gz: 100% of 26.4 MB, done\nother.zip: 500 MB\nother.zip: 600 MB, failed\n',
  )
})

describe('on a terminal', () => {
  beforeEach(() => {
    vi.stubEnv('TERM', 'xterm')
    vi.stubEnv('NO_COLOR', '1')
  })
  afterEach(() => vi.unstubAllEnvs())

  it('draws a bar for each file, and leaves the last as it ended', () => {
    const { stream, text } = screen({ isTTY: true, columns: 120, cursorTo: () => {}, clearLine: () => {} })
    const show = terminalDownloads({ stream })
    show(at(0))
    show(at(26_421_880))
    show(at(26_421_880, { state: 'done' }))
    show(at(0, { file: 'other.zip', state: 'failed' }))
    expect(text()).toContain('set.gz ░░░░░░░░░░░░░░░░░░░░░░░░ 0% of 26.4 MB')
    expect(text()).toContain('set.gz ████████████████████████ 100% of 26.4 MB | 0 s left')
    expect(text()).not.toContain('\u001b[36m')
  })
})
