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
  await mkdir(dirname(path), { recursive: true })
  await writeFileAtomically(path, contents)
}
