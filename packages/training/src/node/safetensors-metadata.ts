import { open } from 'node:fs/promises'
import { headerLengthOf, parseHeader, prefixBytes, refuse } from '../safetensors-header.js'

/**
 * The strings stored beside the tensors of a file, without reading the tensors.
 *
 * @throws TrainingError SAFETENSORS_INVALID where the header is damaged or does not fit the file's size
 */
export async function readSafetensorsMetadata(path: string): Promise<Readonly<Record<string, string>>> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const prefix = await readExactly(file, 0, Math.min(prefixBytes, size))
    const length = headerLengthOf(prefix, size)
    const header = await readExactly(file, prefixBytes, length)
    return parseHeader(header, size - prefixBytes - length).metadata
  } finally {
    await file.close()
  }
}

async function readExactly(
  file: Awaited<ReturnType<typeof open>>,
  position: number,
  length: number,
): Promise<Uint8Array> {
  const buffer = new Uint8Array(length)
  const { bytesRead } = await file.read(buffer, 0, length, position)
  if (bytesRead < length) refuse(`it became shorter while it was read`)
  return buffer
}
