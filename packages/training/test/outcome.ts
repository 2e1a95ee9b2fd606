import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { NamedTensors } from '@vsc/engine'
import { listCheckpoints, readCheckpoint } from '@vsc/training/node'

/** Everything in a run's folder that must be equal to the bit, however often the run was interrupted; of tensors the digests. */
export async function outcomeOf(directory: string) {
  const checkpoints = join(directory, 'checkpoints')
  const newest = (await listCheckpoints(checkpoints)).at(-1)!
  const { state, ...rest } = await readCheckpoint(newest.path)
  return {
    ...rest,
    adamStep: state.adamStep,
    parameters: digestsOf(state.parameters),
    firstMoment: digestsOf(state.firstMoment),
    secondMoment: digestsOf(state.secondMoment),
    optimiserState: digestsOf(state.optimiserState ?? {}),
    metrics: await readFile(join(directory, 'metrics.jsonl'), 'utf8'),
    checkpoints: (await readdir(checkpoints)).filter((name) => !name.endsWith('.damaged')),
  }
}

const digestsOf = (tensors: NamedTensors) =>
  Object.fromEntries(
    Object.entries(tensors).map(([name, { data }]) => [name, createHash('sha256').update(data).digest('hex')]),
  )
