import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Pbf from 'pbf'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { encodeEvent, encodeRecord, maskedCrc, openEventLog } from './tensorboard.js'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

/** The data of a file's records, their lengths and checksums verified. */
function recordsOf(file: Buffer): Buffer[] {
  const records: Buffer[] = []
  for (let position = 0; position < file.length; ) {
    const length = Number(file.readBigUInt64LE(position))
    const data = file.subarray(position + 12, position + 12 + length)
    expect(file.readUInt32LE(position + 8)).toBe(maskedCrc(file.subarray(position, position + 8)))
    expect(file.readUInt32LE(position + 12 + length)).toBe(maskedCrc(data))
    records.push(data)
    position += 12 + length + 4
  }
  return records
}

interface Decoded {
  wallTime?: number
  step?: number
  fileVersion?: string
  sessionStatus?: number
  scalars: Record<string, number>
}

/** An Event, decoded by the field numbers of its .proto file. */
function decodeEvent(data: Buffer): Decoded {
  return new Pbf(new Uint8Array(data)).readFields<Decoded>(
    (field, event, pbf) => {
      if (field === 1) event.wallTime = pbf.readDouble()
      if (field === 2) event.step = pbf.readVarint(true)
      if (field === 3) event.fileVersion = pbf.readString()
      if (field === 5) pbf.readMessage(decodeSummary, event.scalars)
      if (field === 7)
        event.sessionStatus = pbf.readMessage((_, log, pbf) => (log.status = pbf.readVarint()), { status: 0 }).status
    },
    { scalars: {} },
  )
}

function decodeSummary(field: number, scalars: Record<string, number>, summary: Pbf): void {
  if (field !== 1) return
  const value = summary.readMessage(
    (field, value, pbf) => {
      if (field === 1) value.tag = pbf.readString()
      if (field === 2) value.number = pbf.readFloat()
    },
    { tag: '', number: Number.NaN },
  )
  scalars[value.tag] = value.number
}

describe('the record format', () => {
  // CRC-32C of RFC 3720, B.4 (0x8a9136aa, 0x62a8ab43) and of the usual check value (0xe3069283), masked by hand
  it.each([
    ['32 bytes of zeros', new Uint8Array(32), 0x8a9136aa],
    ['32 bytes of ones', new Uint8Array(32).fill(0xff), 0x62a8ab43],
    ['123456789', new TextEncoder().encode('123456789'), 0xe3069283],
  ])('has the masked CRC-32C of %s', (_, data, crc) => {
    const rotated = ((BigInt(crc) >> 15n) | (BigInt(crc) << 17n)) & 0xffffffffn
    expect(maskedCrc(data)).toBe(Number((rotated + 0xa282ead8n) & 0xffffffffn))
  })

  it("gives the bytes that TensorBoard 2.21's own writer gives", () => {
    const wallTime = 1700000000.5
    const events = [
      encodeEvent({ wallTime, fileVersion: 'brain.Event:2' }),
      encodeEvent({ wallTime, step: 301, restart: true }),
      encodeEvent({ wallTime, step: 300, scalars: { loss: 1.5, 'terms/kl': -0.25 } }),
    ]
    expect(events.map((event) => hex(encodeRecord(event))).join('')).toBe(
      '1800000000000000a37f4b220900002040fc54d9411a0d627261696e2e4576656e743a32' +
        '2b353110100000000000000095fbfe180900002040fc54d94110ad023a020801596f3f79' +
        '2c00000000000000f4aecc450900002040fc54d94110ac022a1e0a0b0a046c6f7373150000c03f0a0f0a087465726d732f6b6c15000080be937ba8b3',
    )
  })
})

describe('openEventLog', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vsc-events-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('writes scalars that can be read back', async () => {
    const log = openEventLog({ folder, iteration: 0 })
    await log.append({ iteration: 100, scalars: { loss: 2.5, 'terms/kl': 3 } })
    await log.append({ iteration: 200, scalars: { loss: -1, 'terms/kl': 4 } })
    await log.close()
    const [name] = await readdir(folder)
    const events = recordsOf(await readFile(join(folder, name!))).map(decodeEvent)
    expect(events).toMatchObject([
      { fileVersion: 'brain.Event:2', scalars: {} },
      { step: 100, scalars: { loss: 2.5, 'terms/kl': 3 } },
      { step: 200, scalars: { loss: -1, 'terms/kl': 4 } },
    ])
    expect(Math.abs(events[1]!.wallTime! - Date.now() / 1000)).toBeLessThan(60)
  })

  it('starts a later file when resumed, which voids what lies beyond', async () => {
    for (const iteration of [0, 100, 200]) {
      const log = openEventLog({ folder, iteration })
      await log.append({ iteration: iteration + 50, scalars: {} })
      await log.close()
    }
    const names = (await readdir(folder)).sort()
    const restarts = await Promise.all(
      names.map(async (name) => recordsOf(await readFile(join(folder, name))).map(decodeEvent)[1]),
    )
    expect(restarts).toMatchObject([{ step: 50 }, { step: 101, sessionStatus: 1 }, { step: 201, sessionStatus: 1 }])
  })

  it('leaves no file where nothing is logged', async () => {
    await openEventLog({ folder, iteration: 100 }).close()
    expect(await readdir(folder)).toEqual([])
  })
})
