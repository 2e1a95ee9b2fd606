import { mkdir } from 'node:fs/promises'
import { dirname, extname } from 'node:path'
import { writeFileAtomically } from '@vsc/training'
import { badInput } from './errors.js'

/** Writes a result in the format that the end of its name stands for. */
export async function writeResult(
  path: string,
  formats: Readonly<Record<string, () => string | Uint8Array>>,
): Promise<void> {
  const encode = formats[extname(path).toLowerCase()]
  if (encode === undefined) {
    throw badInput(
      `${path}: its name must end in ${new Intl.ListFormat('en', { type: 'disjunction' }).format(Object.keys(formats))}, which says the format`,
    )
  }
  const contents = encode()
  await makeFolder(dirname(path))
  await writeFileAtomically(path, contents)
}

/** Makes a folder, and those above it; one that is there already is right. */
export async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true }).catch((cause: NodeJS.ErrnoException) => {
    // Node.js says ENOENT of a disk that can only be read.
    const reason = cause.code === 'ENOENT' ? 'what is above it can only be read' : cause.message
    throw badInput(`cannot make the folder ${folder}: ${reason}`, { cause })
  })
}
