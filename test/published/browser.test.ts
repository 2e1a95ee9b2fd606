import { afterAll, beforeAll, expect, it } from 'vitest'
import { browserEntries, bundleForBrowser } from '../browser-bundle.js'
import { type Installation, install } from './install.js'

// What a stranger bundles for a page.

let installation: Installation
beforeAll(async () => {
  installation = await install(['@vsc/baselines', '@vsc/metrics', '@vsc/training'])
})
afterAll(() => installation?.remove())

it.each(browserEntries)('%s as published bundles for a page, with nothing of Node.js in it', async (entry) => {
  const { imports } = await bundleForBrowser(`export * from '${entry}'`, {
    resolveDir: installation.project,
    conditions: [],
  })
  expect(imports).toEqual([])
})
