import { mkdir } from 'node:fs/promises'
import { dirname, extname } from 'node:path'
import { writeFileAtomically } from '@vsc/training'
import { badInput } from './errors.js'
import type { Terminal } from './terminal.js'

/** Where a result goes: a file, which is then named on standard output, or, as `-`, standard output itself. */
export interface Output {
  readonly out: string
  /** The format, such as `csv`, where the name does not say it. */
  readonly format?: string | undefined
}

type Formats = Readonly<Record<string, () => string | Uint8Array>>

/** Writes a result that is all that a command prints: to a file, and its name, or to standard output. */
export async function writeOutput({ out, format }: Output, formats: Formats, terminal: Terminal): Promise<void> {
  if (out !== '-') {
    await writeResult(out, formats, format)
    terminal.stdout(`${out}\n`)
    return
  }
  const contents = encoderOf('-', formats, format ?? Object.keys(formats)[0]!.slice(1))()
  if (typeof contents !== 'string' && process.stdout.isTTY) {
    throw badInput('standard output is a terminal, which cannot show such a file: pipe it on, or give a name')
  }
  terminal.stdout(contents)
}

/** Writes a result into a file, in the format that is asked for or that the end of its name stands for. */
export async function writeResult(path: string, formats: Formats, format?: string): Promise<void> {
  if (path === '-') throw badInput('standard output has what this command prints: give a name of a file')
  const contents = encoderOf(path, formats, format)()
  await makeFolder(dirname(path))
  await writeFileAtomically(path, contents)
}

function encoderOf(path: string, formats: Formats, format: string | undefined): Formats[string] {
  const encode = formats[format === undefined ? extname(path).toLowerCase() : `.${format.replace(/^\./, '')}`]
  if (encode !== undefined) return encode
  const known = new Intl.ListFormat('en', { type: 'disjunction' }).format(Object.keys(formats))
  throw badInput(
    format === undefined
      ? `${path}: its name must end in ${known}, which says the format; or say it by --format`
      : `there is no format '${format}' of this result: expected ${known.replaceAll('.', '')}`,
  )
}

/** Makes a folder, and those above it; one that is there already is right. */
export async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true }).catch((cause: NodeJS.ErrnoException) => {
    // Node.js says ENOENT of a disk that can only be read.
    const reason = cause.code === 'ENOENT' ? 'what is above it can only be read' : cause.message
    throw badInput(`cannot make the folder ${folder}: ${reason}`, { cause })
  })
}
