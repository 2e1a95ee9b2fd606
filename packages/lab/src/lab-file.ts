import { access } from 'node:fs/promises'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createJiti } from 'jiti'
import { createLab, defineLab, type LabParts, type LabWithExperiments } from './define-lab.js'
import { LabError, messageOf } from './errors.js'

/** The names under which a lab's file is looked for in the current folder. */
export const labFileNames = ['vsc.config.ts', 'vsc.config.mts', 'vsc.config.js', 'vsc.config.mjs'] as const

/** Where a lab gets its parts from. */
export interface OpenLabOptions {
  /** Beside the built-in parts: those of packages, such as the paper's experiments. */
  readonly parts?: readonly LabParts[]
  /** The file to read; otherwise the one in `folder`, if there is one. */
  readonly use?: string
  /** Whether `folder` is looked at; true by default. */
  readonly search?: boolean
  /** The current folder by default. A run's folder is never searched: what is trained runs no code that it contains. */
  readonly folder?: string
  /** Called with the file that is read. */
  readonly onFile?: (path: string) => void
}

/**
 * The lab of a program: the built-in parts, those of its packages, and what `vsc.config.ts` adds.
 *
 * @throws LabError BAD_LAB where the file cannot be read, does not export a lab, or has a name twice
 */
export async function openLab({
  parts = [],
  use,
  search = true,
  ...options
}: OpenLabOptions = {}): Promise<LabWithExperiments> {
  const { folder = process.cwd(), onFile } = options
  const file = use === undefined ? search && (await findLabFile(folder)) : resolve(folder, use)
  if (!file) return createLab(parts)
  onFile?.(file)
  return createLab([...parts, await readLabFile(file)], { file })
}

async function findLabFile(folder: string): Promise<string | undefined> {
  for (const name of labFileNames) {
    const path = resolve(folder, name)
    if (await exists(path)) return path
  }
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  )

/**
 * What a lab's file exports, in JavaScript or TypeScript.
 *
 * @throws LabError BAD_LAB
 */
export async function readLabFile(path: string): Promise<LabParts> {
  if (!(await exists(path))) throw new LabError('BAD_LAB', `there is no file ${path}`)
  const exported = await importFile(resolve(path)).catch((cause: unknown) => {
    throw new LabError('BAD_LAB', `${path} cannot be loaded: ${messageOf(cause)}`, { cause })
  })
  const parts = exported.default
  if (typeof parts !== 'object' || parts === null) {
    throw new LabError('BAD_LAB', `${path} exports no lab: expected \`export default defineLab({ ... })\``)
  }
  try {
    return defineLab(parts)
  } catch (cause) {
    throw new LabError('BAD_LAB', `${path}: ${messageOf(cause)}`, { cause })
  }
}

/** As Node.js imports it, where it can; TypeScript that it cannot read, by jiti. */
export async function importFile(path: string): Promise<{ readonly default?: unknown }> {
  try {
    return await import(pathToFileURL(path).href)
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    if (!unreadable.has(code) && !(error instanceof SyntaxError)) throw error
    return createJiti(import.meta.url, { interopDefault: false }).import(path) // or what has no default would be its own
  }
}

/** Node.js 20 knows no TypeScript; later versions know neither all of it nor `./model.js` for `model.ts`. */
const unreadable = new Set([
  'ERR_UNKNOWN_FILE_EXTENSION',
  'ERR_MODULE_NOT_FOUND',
  'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX',
  'ERR_UNSUPPORTED_NODE_MODULES_TYPE_STRIPPING',
])
