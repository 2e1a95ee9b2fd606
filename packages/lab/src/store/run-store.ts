import { randomBytes, randomUUID } from 'node:crypto'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { LabError, messageOf } from '../errors.js'
import { filesOfRun, sha256Of } from './run-files.js'
import { type SavedFile, type SavedRun, savedRunSchema, type TrainedWith } from './saved-run.js'
import type { Store } from './store.js'

/**
 * Trained models and checkpoints in a store, by the identities of their runs. Each attempt at a run writes under a name of its own and
 * over nothing of another's, so that whoever comes late harms none; a run's one result is the attempt that `publish` names.
 *
 * ```
 * store.json                                  { id }
 * runs/IDENTITY/result.json                   { attempt }, once the run is finished
 * runs/IDENTITY/ATTEMPT/manifest.json         how far it is, and its files
 * runs/IDENTITY/ATTEMPT/SHA256-NAME           each of them
 * ```
 */
export interface RunStore {
  readonly place: string
  /** Names this store, wherever it is seen from. */
  readonly id: string
  /** The result of a run; undefined where there is none yet. */
  result(identity: string): Promise<SavedRun | undefined>
  /** What an attempt has saved last. */
  saved(identity: string, attempt: string): Promise<SavedRun | undefined>
  /** The attempt that is furthest, finished or not. */
  furthest(identity: string): Promise<SavedRun | undefined>
  /** Saves a run's folder as it is, also while it is trained into. Files that this attempt has saved before are not written again. */
  save(options: SaveOptions): Promise<SavedRun>
  /** Makes an attempt that is finished the run's result. Says whether it is: another's may be there already. */
  publish(identity: string, attempt: string): Promise<boolean>
  /** Removes what all other attempts have left. */
  tidy(identity: string, kept: string): Promise<void>
  /** Forgets a run, so that it is trained anew. */
  forget(identity: string): Promise<void>
  /**
   * Brings a run into a folder, at one stroke or not at all; only the files that `wanted` says, if it is given.
   *
   * @throws LabError STORE_DAMAGED where a file is missing or not as it was written
   */
  fetch(run: SavedRun, directory: string, wanted?: (path: string) => boolean): Promise<void>
}

interface SaveOptions {
  readonly identity: string
  readonly attempt: string
  readonly directory: string
  readonly iteration: number
  readonly finished: boolean
  readonly trainedWith: TrainedWith
}

/** A name for an attempt. */
export const newAttempt = (): string => randomUUID()

/**
 * Opens a store, and makes it one where there is none yet.
 *
 * @throws LabError STORE_UNUSABLE where it cannot be read or written, in one line
 */
export async function openRunStore(store: Store): Promise<RunStore> {
  const id = await identifyStore(store).catch((cause: unknown) => {
    throw new LabError('STORE_UNUSABLE', `the store ${store.place} cannot be used: ${messageOf(cause)}`, { cause })
  })
  const { place, read } = store
  const saved = async (identity: string, attempt: string): Promise<SavedRun | undefined> => {
    const run = savedRunSchema.safeParse(jsonOf(await read(manifestOf(identity, attempt))))
    return run.data
  }
  const publishedAttempt = async (identity: string): Promise<string | undefined> => {
    const { attempt } = (jsonOf(await read(resultOf(identity))) ?? {}) as { readonly attempt?: unknown }
    return typeof attempt === 'string' ? attempt : undefined
  }
  const removeAll = async (names: readonly string[]) => {
    for (const name of names) await store.remove(name)
  }
  return {
    place,
    id,
    async result(identity) {
      const attempt = await publishedAttempt(identity)
      return attempt === undefined ? undefined : saved(identity, attempt)
    },
    saved,
    async furthest(identity) {
      const manifests = (await store.list(folderOf(identity))).filter((name) => name.endsWith('/manifest.json'))
      const runs = await Promise.all(manifests.map((name) => saved(identity, name.split('/').at(-2)!)))
      return runs.reduce<SavedRun | undefined>(
        (best, run) => (run !== undefined && run.iteration > (best?.iteration ?? -1) ? run : best),
        undefined,
      )
    },
    async save({ identity, attempt, directory, ...rest }) {
      const before = (await saved(identity, attempt))?.files ?? {}
      const files: Record<string, SavedFile> = {}
      for await (const { path, bytes, sha256 } of filesOfRun(directory)) {
        const name = `${folderOf(identity)}${attempt}/${sha256.slice(0, 16)}-${path.replaceAll('/', '-')}`
        if (before[path]?.name !== name) await store.write(name, bytes)
        files[path] = { name, bytes: bytes.length, sha256 }
      }
      const run = { attempt, ...rest, files }
      await store.write(manifestOf(identity, attempt), Buffer.from(`${JSON.stringify(run, undefined, 1)}\n`))
      const current = new Set(Object.values(files).map(({ name }) => name))
      await removeAll(Object.values(before).flatMap(({ name }) => (current.has(name) ? [] : [name])))
      return run
    },
    async publish(identity, attempt) {
      const created = await store.create(resultOf(identity), Buffer.from(`${JSON.stringify({ attempt })}\n`))
      return created || (await publishedAttempt(identity)) === attempt
    },
    async tidy(identity, kept) {
      const names = await store.list(folderOf(identity))
      const own = [resultOf(identity), `${folderOf(identity)}${kept}/`]
      await removeAll(names.filter((name) => !own.some((prefix) => name.startsWith(prefix))))
    },
    async forget(identity) {
      await store.remove(resultOf(identity)) // first, so that no result is without its files
      await removeAll(await store.list(folderOf(identity)))
    },
    async fetch({ files }, directory, wanted = () => true) {
      const partial = `${directory}.partial`
      await rm(partial, { recursive: true, force: true })
      for (const [path, { name, sha256 }] of Object.entries(files).filter(([path]) => wanted(path))) {
        const bytes = await read(name)
        if (bytes === undefined || sha256Of(bytes) !== sha256) {
          await rm(partial, { recursive: true, force: true })
          const what = bytes === undefined ? 'is missing' : 'is not as it was written'
          throw new LabError('STORE_DAMAGED', `${name} ${what} in the store ${place}: the run must be trained again`)
        }
        const target = join(partial, ...path.split('/'))
        await mkdir(dirname(target), { recursive: true })
        await writeFile(target, bytes)
      }
      await rm(directory, { recursive: true, force: true })
      await rename(partial, directory)
    },
  }
}

/** Reads the store's own name, or gives it one; and finds out whether it can be written. */
async function identifyStore(store: Store): Promise<string> {
  const id = randomBytes(4).toString('hex')
  const probe = `probe-${id}`
  await store.write(probe, Buffer.from(id))
  const back = await store.read(probe)
  await store.remove(probe)
  if (back === undefined || Buffer.from(back).toString() !== id)
    throw new Error('what is written there is not read back')
  if (await store.create('store.json', Buffer.from(`${JSON.stringify({ id })}\n`))) return id
  const known = (jsonOf(await store.read('store.json')) ?? {}) as { readonly id?: unknown }
  if (typeof known.id === 'string' && /^[\da-f]{8}$/.test(known.id)) return known.id
  throw new Error('its store.json is damaged: restore it, or choose an empty place')
}

const folderOf = (identity: string) => `runs/${identity}/`
const resultOf = (identity: string) => `${folderOf(identity)}result.json`
const manifestOf = (identity: string, attempt: string) => `${folderOf(identity)}${attempt}/manifest.json`

/** Undefined for what is missing or no JSON. */
function jsonOf(bytes: Uint8Array | undefined): unknown {
  if (bytes === undefined) return undefined
  try {
    return JSON.parse(Buffer.from(bytes).toString())
  } catch {
    return undefined
  }
}
