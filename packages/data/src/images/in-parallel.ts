import { availableParallelism } from 'node:os'

/**
 * Runs the tasks 0 to count - 1, as many at a time as there are processors. After a failure no further one is begun.
 *
 * @throws what a task throws
 */
export async function inParallel(count: number, task: (index: number) => Promise<void>): Promise<void> {
  let next = 0
  const worker = async () => {
    try {
      while (next < count) await task(next++)
    } catch (error) {
      next = count
      throw error
    }
  }
  await Promise.all(Array.from({ length: availableParallelism() }, worker))
}
