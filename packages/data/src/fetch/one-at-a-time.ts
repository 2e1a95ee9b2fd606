const underWay = new Map<string, Promise<unknown>>()

/** Two loaders of one process that make the same file: the second waits, and then finds it there. */
export async function oneAtATime<T>(path: string, task: () => Promise<T>): Promise<T> {
  const before = underWay.get(path) ?? Promise.resolve()
  const mine = before.then(task, task)
  underWay.set(path, mine)
  try {
    return await mine
  } finally {
    if (underWay.get(path) === mine) underWay.delete(path)
  }
}
