import { close, fstat, open, read } from 'node:fs'
import { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { RandomAccessReader } from 'yauzl'

const blockSize = 2 ** 18

/** Opens a file for yauzl; also gives its size. */
export async function openBlockReader(path: string): Promise<{ reader: BlockReader; size: number }> {
  const file = await promisify(open)(path, 'r')
  const { size } = await promisify(fstat)(file)
  return { reader: new BlockReader(file), size }
}

/**
 * Reads by blocks. An archive's list is read in pieces of some 50 bytes, and CelebA's has 200,000 entries: a system call for
 * each piece would take half a minute. yauzl asks for a class.
 */
export class BlockReader extends RandomAccessReader {
  private block = Buffer.alloc(0)
  private start = 0

  constructor(private readonly file: number) {
    super()
  }

  override read(into: Buffer, offset: number, length: number, position: number, done: Done): void {
    this.bytesAt(position, length).then((bytes) => {
      bytes.copy(into, offset)
      done(null)
    }, done)
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.pieces(start, end), { objectMode: false })
  }

  override close(done: Done): void {
    close(this.file, done)
  }

  private async *pieces(start: number, end: number): AsyncGenerator<Buffer, void, void> {
    for (let position = start; position < end; position += blockSize) {
      const piece = await this.bytesAt(position, Math.min(blockSize, end - position))
      yield Buffer.from(piece) // a copy: who gets it may do with it what they like
    }
  }

  private async bytesAt(position: number, length: number): Promise<Buffer> {
    const from = position - this.start
    if (from >= 0 && from + length <= this.block.length) return this.block.subarray(from, from + length)
    const size = Math.max(length, blockSize)
    const { bytesRead, buffer } = await promisify(read)(this.file, Buffer.allocUnsafe(size), 0, size, position)
    if (bytesRead < length) throw new Error('it ends too early')
    this.block = buffer.subarray(0, bytesRead)
    this.start = position
    return this.block.subarray(0, length)
  }
}

type Done = (error: Error | null) => void
