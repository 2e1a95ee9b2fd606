import { afterEach, expect, it, vi } from 'vitest'
import { nextTask } from './next-task.js'

afterEach(() => {
  vi.unstubAllGlobals()
})

it.each(['Node.js', 'a page'])('lets in what waits, in %s', async (where) => {
  if (where === 'a page') vi.stubGlobal('setImmediate', undefined)
  let steps = 0
  let seen = -1
  setTimeout(() => {
    seen = steps
  }, 1)
  for (const end = performance.now() + 1000; seen < 0 && performance.now() < end; steps++) await nextTask()
  expect(seen).toBeGreaterThanOrEqual(0)
})
