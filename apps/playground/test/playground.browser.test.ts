import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { createEngine } from '@vsc/engine'
import { decodeCheckpoint, train } from '@vsc/training'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { preview } from 'vite'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { buildPage, viteConfig } from '../build/build-page.js'
import { usualSettings } from '../src/settings.js'
import { contestants, modelOf } from '../src/worker/contestants.js'
import { trainingSmileys } from '../src/worker/smileys.js'
import { trainingConfig } from '../src/worker/training-config.js'

// The playground as it is built, opened in a real browser from disk.

const executablePath = process.env.VSC_CHROMIUM ?? '/usr/bin/chromium'
const here = existsSync(executablePath)
if (!here)
  console.info(`There is no Chromium at ${executablePath} (VSC_CHROMIUM): the playground is not opened in a browser.`)

const root = join(import.meta.dirname, '../../..')
const [vsc, betaVae] = contestants.map(({ family }) => family) as [
  (typeof contestants)[number]['family'],
  (typeof contestants)[number]['family'],
]

/** Small enough for plain JavaScript. */
const small = { ...usualSettings, latentDim: 4, hiddenDim: 12, warmUp: 40 }
const smallModels = new URLSearchParams(Object.entries(small).map(([name, value]) => [name, String(value)]))

/** What the page shows to programs. */
interface Store {
  state(): { readonly curves: ReadonlyMap<string, readonly number[]> }
}
declare const store: Store

describe.skipIf(!here)('the playground in a browser', () => {
  let folder: string
  let file: string
  let browser: Browser
  const contexts: BrowserContext[] = []
  const trouble: string[] = []

  async function open({
    backend = 'cpu',
    width = 1280,
    colorScheme = 'light' as 'light' | 'dark',
    from = browser,
    address = pathToFileURL(file).href,
  } = {}) {
    const context = await from.newContext({ viewport: { width, height: 800 }, colorScheme })
    contexts.push(context)
    // There is no network, and nothing may be asked for but the file itself; its worker is what it has in its memory.
    await context.setOffline(address.startsWith('file:'))
    context.on('request', (request) => {
      const url = request.url()
      const isPage = url.startsWith(address) && request.isNavigationRequest()
      if (!isPage && !/^(blob|data):/.test(url)) trouble.push(`asked for ${url.slice(0, 100)}`)
    })
    const page = await context.newPage()
    page.setDefaultTimeout(120_000)
    page.on('console', (message) => message.type() === 'error' && trouble.push(message.text()))
    page.on('pageerror', (error) => trouble.push(error.message))
    await page.goto(`${address}?${smallModels}${backend === 'auto' ? '' : `&backend=${backend}`}`)
    await page.waitForSelector('footer, [role=alert]')
    return page
  }
  async function steps(page: Page, name: '1 step' | '100 steps', expected: number) {
    await page.getByRole('button', { name, exact: true }).click()
    await page.waitForSelector(`#steps:text-is("${expected}")`)
    await page.waitForSelector('button.main:text-is("Play")')
  }
  const bounds = (page: Page, name: string) =>
    page.evaluate((which) => [...(store.state().curves.get(which) ?? [])], name)
  async function saved(page: Page, title: string) {
    const button = page.getByRole('button', { name: `Save this ${title}` })
    const [download] = await Promise.all([page.waitForEvent('download'), button.click()])
    const path = join(folder, download.suggestedFilename())
    await download.saveAs(path)
    return path
  }
  /** The same steps by `train` in Node.js: losses, bounds and parameters. */
  async function trainedHere(contestant: (typeof contestants)[number], iterations: number) {
    const data = trainingSmileys()
    const model = modelOf(contestant, small, data)
    const [losses, found]: [number[], number[]] = [[], []]
    const { parameters } = await train({
      model,
      data,
      engine: await createEngine({ name: 'tfjs:cpu' }),
      config: { ...trainingConfig(model, small), iterations },
      onStep({ loss, terms }) {
        losses.push(loss)
        found.push(terms.elboMixture ?? terms.elbo!)
      },
    })
    return { losses, bounds: found, parameters }
  }
  /** The largest difference, as a share of the numbers where they are large. */
  const largest = (a: ArrayLike<number>, b: ArrayLike<number>) => {
    expect(a.length).toBe(b.length)
    return Array.from(a).reduce((most, x, k) => Math.max(most, Math.abs(x - b[k]!) / Math.max(1, Math.abs(b[k]!))), 0)
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'playground-'))
    await buildPage(join(folder, 'page'))
    file = join(folder, 'page', 'index.html')
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--enable-unsafe-swiftshader'] })
  }, 300_000)
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close()
    trouble.length = 0
  })
  afterAll(async () => {
    await browser?.close()
    await rm(folder, { recursive: true, force: true })
  })

  it('is one file of less than 3 MB, beside what is loaded only where that is asked for', async () => {
    expect((await stat(file)).size).toBeLessThan(3e6)
    expect((await readdir(join(folder, 'page'))).sort()).toEqual(['index.html', 'onnx-runtime.bin'])
  })

  it.each([
    { colorScheme: 'light', width: 1280, background: 'rgb(253, 253, 252)' },
    { colorScheme: 'dark', width: 360, background: 'rgb(20, 23, 27)' },
  ] as const)('asks for nothing, complains of nothing and fits $width pixels, $colorScheme', async (look) => {
    const page = await open({ ...look, backend: 'auto' })
    await steps(page, '1 step', 1)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(look.width)
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe(look.background)
    expect(trouble).toEqual([])
  })

  it('learns as `train` does on tfjs:cpu, and `vsc evaluate` finds what it shows', async () => {
    const page = await open()
    await steps(page, '100 steps', 100)
    await steps(page, '100 steps', 200)
    for (const contestant of contestants) {
      const { name, title } = contestant.family
      const expected = await trainedHere(contestant, 200)
      expect(expected.losses.at(-1)).toBeLessThan(0.5 * expected.losses[0]!)
      expect(largest(await bounds(page, name), expected.bounds)).toBeLessThan(1e-3)
      const path = await saved(page, title)
      const { iteration, state } = await decodeCheckpoint(await readFile(path))
      expect(iteration).toBe(200)
      for (const [key, { data }] of Object.entries(expected.parameters)) {
        expect(largest(state.parameters[key]!.data, data), key).toBeLessThan(1e-3)
      }
      const cli = ['--conditions=@vsc/source', '--import', 'tsx', join(root, 'apps/cli/src/main.ts'), 'evaluate', path]
      const { stdout } = await promisify(execFile)(process.execPath, [...cli, '--count', '500', '--json'], {
        cwd: root,
      })
      const report = JSON.parse(stdout) as { readonly terms: { readonly bound: { readonly mean: number } } }
      const shown = await page.locator(`#bound-${name}`).textContent()
      expect(Number(shown!.split('±')[0]!.replace('−', '-'))).toBeCloseTo(report.terms.bound.mean, 0.9)
    }
    expect(trouble).toEqual([])
  }, 600_000)

  it.each(['wasm', 'webgl'])(
    'learns the same on %s',
    async (backend) => {
      const page = await open({ backend })
      for (let step = 1; step <= 5; step++) await steps(page, '1 step', step)
      const { bounds: expected } = await trainedHere(contestants[0]!, 5)
      expect(largest(await bounds(page, vsc.name), expected)).toBeLessThan(1e-3)
      expect(await page.locator('footer').textContent()).toContain(`(tfjs:${backend})`)
      expect(trouble).toEqual([])
    },
    120_000,
  )

  it('learns the same by the traced engine, where it is served and that is asked for', async () => {
    const server = await preview({ ...viteConfig(join(folder, 'page')), preview: { host: '127.0.0.1' } })
    try {
      const address = server.resolvedUrls!.local[0]!
      const page = await open({ backend: 'auto', address })
      await page.getByRole('link', { name: 'Load ONNX Runtime' }).click()
      await page.waitForSelector('footer:has-text("(onnx:wasm)")')
      expect(trouble.splice(0)).toEqual([`asked for ${address}onnx-runtime.bin`])
      for (let step = 1; step <= 5; step++) await steps(page, '1 step', step)
      const { bounds: expected } = await trainedHere(contestants[0]!, 5)
      expect(largest(await bounds(page, vsc.name), expected)).toBeLessThan(1e-3)
      expect(trouble).toEqual([])
    } finally {
      await server.close()
    }
    const fromDisk = await open({ backend: 'onnx' })
    expect(await fromDisk.locator('[role=alert]').textContent()).toContain('ONNX Runtime is not beside it: open a page')
  })

  it('plays and pauses, and answers a slider at once while it learns', async () => {
    const page = await open()
    await page.getByRole('button', { name: 'Play' }).press('Enter')
    await page.waitForSelector('#steps:not(:text-is("0"))')
    const shown = await page.evaluate(async () => {
      const slider = document.getElementById('setting-alpha') as HTMLInputElement
      slider.value = '0.7'
      slider.dispatchEvent(new Event('input', { bubbles: true }))
      await new Promise(requestAnimationFrame)
      await new Promise(requestAnimationFrame)
      return slider.closest('.setting')!.querySelector('output')!.textContent
    })
    expect(shown).toBe('0.70')
    await page.getByRole('button', { name: 'Pause' }).press('Space')
    await page.waitForSelector('button.main:text-is("Play")')
    const taken = await page.locator('#steps').textContent()
    expect(await page.locator('#steps').textContent()).toBe(taken)
    const slider = page.getByRole('slider', { name: 'Latents J' })
    await slider.focus()
    await page.keyboard.press('ArrowRight')
    await page.waitForSelector('[role=status]:has-text("Both models have started afresh.")')
    expect(await page.locator('#steps').textContent()).toBe('0')
    expect(await page.locator('.numbers').first().textContent()).toContain('of 5')
    expect(trouble).toEqual([])
  })

  it('names every control', async () => {
    const page = await open()
    const nameless = await page.evaluate(
      `[...document.querySelectorAll('button, input, select, canvas[role=img], [role=toolbar], dialog')]
        .filter((one) => !(one.ariaLabel || one.textContent.trim() || one.labels?.length || one.closest('[aria-label]')))
        .map((one) => one.outerHTML)`,
    )
    expect(nameless).toEqual([])
    expect(await page.locator('h1').count()).toBe(1)
  })

  it('opens any image in the explorer, by the keyboard too', async () => {
    const page = await open()
    await steps(page, '1 step', 1)
    const image = page.getByRole('button', { name: `Explore test image 3 with ${vsc.title}` })
    await image.press('Enter')
    await page.waitForSelector('dialog footer')
    expect(await page.locator('dialog #now').textContent()).toBe('Its code: example 3')
    const decoded = () => page.evaluate(() => (document.getElementById('decoded') as HTMLCanvasElement).toDataURL())
    const before = await decoded()
    await page.locator('dialog .slab input').first().focus()
    for (let k = 0; k < 15; k++) await page.keyboard.press('ArrowRight')
    expect(await decoded()).not.toBe(before)
    await page.keyboard.press('Escape')
    await page.waitForSelector('dialog', { state: 'detached' })
    expect(await page.evaluate('document.activeElement.ariaLabel')).toBe(`Explore test image 3 with ${vsc.title}`)
    await page.getByRole('button', { name: `Explore test image 0 with ${betaVae.title}` }).click()
    await page.waitForSelector('dialog footer')
    expect(await page.locator('dialog [role=switch]').count()).toBe(0)
    expect(trouble).toEqual([])
  })

  it('opens what it has saved, and says in one line what it cannot open', async () => {
    const page = await open()
    await steps(page, '1 step', 1)
    await steps(page, '1 step', 2)
    const path = await saved(page, vsc.title)
    await page.getByRole('button', { name: 'Start afresh' }).click()
    await page.waitForSelector('#steps:text-is("0")')
    await page.setInputFiles('#saved-model', path)
    await page.waitForSelector('[role=status]:has-text("after 2 steps")')
    expect(await page.locator('#steps').textContent()).toBe('0 and 2')
    const damaged = (await readFile(path)).subarray(0, 4000)
    await page.setInputFiles('#saved-model', { name: 'cut.safetensors', mimeType: '', buffer: damaged })
    const line = await page.locator('[role=alert]').textContent()
    expect(line).toMatch(/^cut\.safetensors is damaged, or no saved model: [^\n]+$/)
    expect(await page.locator('#steps').textContent()).toBe('0 and 2')
    expect(trouble).toEqual([])
  })

  it('computes without WebGL, and says so in a line where that is asked for', async () => {
    const without = await chromium.launch({
      executablePath,
      args: ['--no-sandbox', '--disable-gpu', '--disable-software-rasterizer'],
    })
    try {
      const page = await open({ from: without, backend: 'auto' })
      expect(await page.locator('footer').textContent()).toMatch(/\(tfjs:wasm\).*There is no graphics card/)
      await steps(page, '1 step', 1)
      const asking = await open({ from: without, backend: 'webgl' })
      expect(await asking.locator('[role=alert]').textContent()).toMatch(
        /^The playground cannot run in this browser: [^\n]*this browser has no WebGL[^\n]*$/,
      )
    } finally {
      await without.close()
    }
  })
})
