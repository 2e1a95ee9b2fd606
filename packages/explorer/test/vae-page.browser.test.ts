import { existsSync } from 'node:fs'
import * as tf from '@tensorflow/tfjs'
import { createBetaVae } from '@vsc/baselines'
import type { Trunk } from '@vsc/core'
import type { DataSet } from '@vsc/data'
import { createEngine } from '@vsc/engine'
import { createRng } from '@vsc/random'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { explorerPage } from '../src/explorer-page.js'

// A model without spikes, with networks of its own, on data that are no images.

const executablePath = process.env.VSC_CHROMIUM ?? '/usr/bin/chromium'
const here = existsSync(executablePath)
if (!here) console.info(`There is no Chromium at ${executablePath} (VSC_CHROMIUM): pages are not opened in a browser.`)

const rng = createRng(1)
const count = 50
const numbers = rng.fork('data').fillNormal(new Float32Array(5 * count))
const data: DataSet & { readonly features: readonly string[] } = {
  name: 'spectra',
  count,
  dim: 5,
  shape: [5],
  range: [-4, 4],
  provenance: {},
  features: ['a </script><b>', 'b', 'c', 'd', 'e'],
  read: (indices, out = new Float32Array(5 * indices.length)) => {
    Array.from(indices).forEach((index, row) => {
      out.set(numbers.subarray(5 * index, 5 * index + 5), 5 * row)
    })
    return out
  },
}
/** Layers that no built-in family has: a convolution over the features. */
const waves: Trunk = {
  name: 'waves',
  config: {},
  outputs: 5,
  parameters: () => ({ filter: { shape: [3, 1, 1], init: () => Float32Array.of(0.5, 1, -0.5) } }),
  apply: (p, x) => {
    const [rows = 1, columns = 1] = x.shape
    return tf.elu(tf.conv1d(x.as3D(rows, columns, 1), p.filter as tf.Tensor3D, 1, 'same').as2D(rows, columns))
  },
}

describe.skipIf(!here)("a VAE's page", () => {
  let browser: Browser
  let html: string
  beforeAll(async () => {
    const dims = { dataDim: 5, latentDim: 3, hiddenDim: 4 }
    const model = createBetaVae({ ...dims, likelihood: 'gaussian', mean: 'linear' }, { encoder: waves })
    html = await explorerPage({
      engine: await createEngine({ name: 'tfjs:cpu' }),
      model,
      parameters: model.init({ rng }),
      data,
      title: 'A VAE <on> spectra',
      subtitle: 'not trained',
      command: 'vsc explore runs/vae',
      examples: 3,
    })
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
  }, 300_000)
  afterAll(() => browser?.close())

  it('has sliders and no switches, and says by name what a slider moves', async () => {
    const page = await browser.newPage({ viewport: { width: 360, height: 800 } })
    const trouble: string[] = []
    page.on('console', (message) => message.type() === 'error' && trouble.push(message.text()))
    page.on('pageerror', (error) => trouble.push(error.message))
    await page.setContent(html)
    await page.waitForSelector('footer')
    expect(await page.locator('h1').textContent()).toBe('A VAE <on> spectra')
    expect(await page.getByRole('switch').count()).toBe(0)
    expect(await page.locator('.slab').count()).toBe(3)
    expect(await page.locator('.bars canvas').count()).toBe(1)
    expect(await page.locator('.changes').count()).toBe(0)
    const slab = page.locator('.slab input').first()
    await slab.focus()
    for (let k = 0; k < 10; k++) await page.keyboard.press('ArrowRight')
    expect(await page.locator('.changes th').first().textContent()).toMatch(/^(a <\/script><b>|[b-e])$/)
    await page.locator('#feature').focus()
    await page.keyboard.press('Home')
    expect(await page.locator('.reading b').textContent()).toBe('a </script><b>')
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360)
    expect(trouble).toEqual([])
    await page.close()
  })
})
