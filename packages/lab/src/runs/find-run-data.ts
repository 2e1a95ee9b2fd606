import { existsSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, extname, join, resolve, sep } from 'node:path'
import { fileBytes, fileIdentity } from '@vsc/data/node'
import type { DataDescription, RunDescription } from '@vsc/training'
import { LabError } from '../errors.js'
import { type DataSettings, dataSettingsOfRun } from '../run-config/data-settings.js'
import type { LoadingOptions } from '../run-config/load-data.js'
import { isOwnPath } from '../run-config/training-examples.js'

/** A run whose data are looked for, and where they may be. */
export interface FindRunDataOptions extends Pick<LoadingOptions, 'lab'> {
  readonly run: Pick<RunDescription, 'data'>
  /** The run's folder, beside which data are looked for that are no longer where they were. */
  readonly directory: string
  /** Where they are now, if that is known. */
  readonly place?: string | undefined
}

/** What the data of a run can be loaded by. */
export interface RunData {
  readonly settings: DataSettings
  /** What is to be said where they are not where they were. */
  readonly remark?: string
}

/**
 * The settings that give a run its own data again, also where their file or folder was moved: to `place`, or with the run, or beside
 * it. Loading them refuses other numbers than those that the run was trained on.
 *
 * @throws LabError BAD_INPUT where they are nowhere, or `place` is no place for them
 */
export async function findRunData({ lab, run, directory, place }: FindRunDataOptions): Promise<RunData> {
  const { data } = run
  const settings = dataSettingsOfRun(lab, run)
  if (!isOwnPath(data.name, { lab })) {
    if (place === undefined || place === data.name) return { settings }
    throw new LabError('BAD_INPUT', `the run was trained on ${data.name}, and goes on with that: leave out --data`)
  }
  const at = (name: string): DataSettings => ({ ...settings, name })
  if (place !== undefined) {
    if (existsSync(place)) return { settings: at(resolve(place)) }
    throw new LabError('BAD_INPUT', `there is no file or folder ${place}`)
  }
  if (existsSync(data.name)) return { settings }
  const found = (await besideByName(data, directory)) ?? (await besideByContent(data, directory))
  if (found === undefined) {
    throw new LabError(
      'BAD_INPUT',
      `the data of this run are not at ${data.name} any more, nor beside the run: say where they are by --data PATH`,
    )
  }
  return { settings: at(found), remark: `the data of this run are not at ${data.name} any more: found at ${found}` }
}

/** Folders above a run that its data may have been moved with, and parts of their path that may still hold there. */
const levels = 3

/** The file of the same name, or the end of the same path, in the run's folder or one above it; of the same size, where that is known. */
async function besideByName({ name, file }: DataDescription, directory: string): Promise<string | undefined> {
  const parts = name.split(/[\\/]/)
  for (let up = 0, folder = resolve(directory); up <= levels; up++, folder = dirname(folder)) {
    for (let count = 1; count <= Math.min(levels, parts.length); count++) {
      const path = join(folder, parts.slice(-count).join(sep))
      if (existsSync(path) && (file === undefined || (await fileBytes(path)) === file.bytes)) return path
    }
  }
  return undefined
}

/** A file of another name with the same bytes, in the run's folder or the one above; only files of the same size are read. */
async function besideByContent({ name, file }: DataDescription, directory: string): Promise<string | undefined> {
  if (file === undefined) return undefined
  const folder = resolve(directory)
  for (const place of [folder, dirname(folder)]) {
    for (const other of (await readdir(place).catch((): string[] => [])).sort()) {
      const path = join(place, other)
      if (extname(other) !== extname(basename(name))) continue
      const status = await stat(path).catch(() => undefined)
      if (!status?.isFile() || status.size !== file.bytes) continue
      if ((await fileIdentity(path)).sha256 === file.sha256) return path
    }
  }
  return undefined
}
