import { dirname, extname } from 'node:path'
import { makeFolder } from '@vsc/data/node'
import { writeFileAtomically } from '@vsc/training/node'
import { badInput } from './errors.js'
import type { Terminal } from './terminal.js'

/** Where a result goes: a file, which is then named on standard output, or, as `-`, standard output itself. */
export interface Output {
  readonly out: string
  /** The format, such as `csv`, where the name does not say it. */
  readonly format?: string | undefined
}

type Contents = string | Uint8Array

type Formats = Readonly<Record<string, () => Contents | Promise<Contents>>>

/** Writes a result that is all that a command prints: to a file, and its name, or to standard output. */
export async function writeOutput({ out, format }: Output, formats: Formats, terminal: Terminal): Promise<void> {
  if (out !== '-') {
    await writeResult(out, formats, format)
    terminal.stdout(`${out}\n`)
    return
  }
  const contents = await encoderOf('-', formats, format ?? Object.keys(formats)[0]!.slice(1))()
  if (typeof contents !== 'string' && process.stdout.isTTY) {
    throw badInput('standard output is a terminal, which cannot show such a file: pipe it on, or give a name')
  }
  terminal.stdout(contents)
}

/** Writes a result into a file, in the format that is asked for or that the end of its name stands for. */
export async function writeResult(path: string, formats: Formats, format?: string): Promise<void> {
  if (path === '-') throw badInput('standard output has what this command prints: give a name of a file')
  const contents = await encoderOf(path, formats, format)()
  await makeFolder(dirname(path))
  await writeFileAtomically(path, contents).catch((cause: NodeJS.ErrnoException) => {
    const reason = reasons[cause.code ?? '']
    throw reason === undefined ? cause : badInput(`cannot write ${path}: ${reason}`, { cause })
  })
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

/** What the operating system says of a file that cannot be written there, in plain words. */
const reasons: Readonly<Record<string, string>> = {
  EISDIR: 'there is a folder of this name',
  EACCES: 'you may not write there',
  EPERM: 'you may not write there',
  EROFS: 'it is on a disk that can only be read',
  ENOENT: 'nothing can be made there',
  ENAMETOOLONG: 'its name is too long',
}
