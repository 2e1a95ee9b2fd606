import { type FileHandle, open, readdir } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { crc32c } from '@aws-crypto/crc32c'
import Pbf from 'pbf'

/** A TensorBoard event file that is being written. */
export interface EventLog {
  /** Writes scalars by tag, such as `loss` or `terms/kl`. */
  append(event: { readonly iteration: number; readonly scalars: Readonly<Record<string, number>> }): Promise<void>
  close(): Promise<void>
}

/**
 * Starts a TensorBoard event file in `folder`, sorted after those already there: with the first event, so that a run that logs
 * nothing leaves none.
 *
 * Where a run is resumed after `iteration`, the file says so, and TensorBoard forgets what earlier files of the folder
 * hold beyond it.
 */
export function openEventLog({
  folder,
  iteration: from,
}: {
  readonly folder: string
  readonly iteration: number
}): EventLog {
  let file: FileHandle | undefined
  const write = (event: TensorBoardEvent) => file!.appendFile(encodeRecord(encodeEvent(event)))
  return {
    async append({ iteration, scalars }) {
      if (file === undefined) {
        file = await open(join(folder, await nextName(folder)), 'ax')
        await write({ fileVersion: 'brain.Event:2' })
        if (from > 0) await write({ step: from + 1, restart: true })
      }
      await write({ step: iteration, scalars })
    },
    close: async () => file?.close(),
  }
}

/** TensorBoard reads a folder's files in the order of their names, which begin with the second they were made in. */
async function nextName(folder: string): Promise<string> {
  const seconds = (await readdir(folder)).map((name) => Number(/^events\.out\.tfevents\.(\d+)\./.exec(name)?.[1] ?? 0))
  const second = Math.max(Math.floor(Date.now() / 1000), ...seconds.map((earlier) => earlier + 1))
  return `events.out.tfevents.${second}.${hostname()}.${process.pid}`
}

interface TensorBoardEvent {
  /** Seconds since 1970; now by default. */
  readonly wallTime?: number
  readonly step?: number
  readonly fileVersion?: string
  readonly scalars?: Readonly<Record<string, number>>
  /** Later events of earlier files, from this step on, are void. */
  readonly restart?: boolean
}

/** An Event of tensorflow/core/util/event.proto. */
export function encodeEvent({
  wallTime = Date.now() / 1000,
  step,
  fileVersion,
  scalars,
  restart = false,
}: TensorBoardEvent): Uint8Array {
  const pbf = new Pbf()
  pbf.writeDoubleField(1, wallTime)
  if (step !== undefined) pbf.writeVarintField(2, step)
  if (fileVersion !== undefined) pbf.writeStringField(3, fileVersion)
  if (scalars !== undefined) pbf.writeMessage(5, writeSummary, scalars)
  if (restart) pbf.writeMessage(7, (status: number, log) => log.writeVarintField(1, status), sessionStart)
  return pbf.finish()
}

const sessionStart = 1 // SessionLog.SessionStatus.START

/** A Summary of tensorflow/core/framework/summary.proto: a list of values, each with a tag and a number. */
function writeSummary(scalars: Readonly<Record<string, number>>, summary: Pbf): void {
  for (const scalar of Object.entries(scalars)) {
    summary.writeMessage(
      1,
      ([tag, value], message) => {
        message.writeStringField(1, tag)
        message.writeFloatField(2, value) // simple_value
      },
      scalar,
    )
  }
}

/** A record of TensorFlow's TFRecord framing: length (8 bytes), its checksum (4), the data, its checksum (4); all little-endian. */
export function encodeRecord(data: Uint8Array): Uint8Array {
  const record = new Uint8Array(8 + 4 + data.length + 4)
  const view = new DataView(record.buffer)
  view.setBigUint64(0, BigInt(data.length), true)
  view.setUint32(8, maskedCrc(record.subarray(0, 8)), true)
  record.set(data, 12)
  view.setUint32(12 + data.length, maskedCrc(data), true)
  return record
}

/** CRC-32C, rotated and shifted, so that a checksum of data that holds checksums is no weak one (TFRecord's masking). */
export function maskedCrc(data: Uint8Array): number {
  const crc = crc32c(data)
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0
}
