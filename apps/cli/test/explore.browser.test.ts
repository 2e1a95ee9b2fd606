import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { encodeNpy, renderSmiley, smileyDataSet } from '@vsc/data'
import { readNpy } from '@vsc/data/node'
import { encode as encodePng } from 'fast-png'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { runHere } from './run-here.js'

// `vsc explore` on a small trained model, opened in a real browser from disk. What trained the model, to the bit but for the engine:
// pnpm vsc train --config apps/cli/test/small-smiley-run/config.json --use apps/cli/test/small-smiley.config.ts --out ...

const executablePath = process.env.VSC_CHROMIUM ?? '/usr/bin/chromium'
const here = existsSync(executablePath)
if (!here) console.info(`There is no Chromium at ${executablePath} (VSC_CHROMIUM): pages are not opened in a browser.`)

const run = join(import.meta.dirname, 'small-smiley-run')
const lab = ['--use', join(import.meta.dirname, 'small-smiley.config.ts')]
const size = 16

/** What the page shows to programs. */
interface Explorer {
  readonly contents: {
    readonly data: { readonly examples: readonly { readonly index: number }[] }
    readonly model: {
      readonly latents: readonly {
        readonly index: number
        readonly on: number
        readonly answers: readonly { readonly name: string; readonly correlation: number }[]
      }[]
    }
  }
  readonly backend: { readonly name: string }
  readonly examples: readonly ArrayLike<number>[]
  decode(z: ArrayLike<number>): ArrayLike<number>
  encode(x: ArrayLike<number>): { readonly on: readonly boolean[]; readonly values: readonly number[] }
  sample(seed: number): ArrayLike<number>
}
declare const explorer: Explorer

describe.skipIf(!here)('vsc explore in a browser', () => {
  let folder: string
  let file: string
  let browser: Browser
  const contexts: BrowserContext[] = []
  const trouble: string[] = []

  async function open(path = file, { query = '', width = 1280, colorScheme = 'light' as 'light' | 'dark' } = {}) {
    const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme })
    contexts.push(context)
    // Nothing may be asked for but the file itself.
    await context.route('**/*', (route) => {
      const url = route.request().url()
      if (url.startsWith('file:') && route.request().isNavigationRequest()) return route.continue()
      trouble.push(`asked for ${url.slice(0, 100)}`)
      return route.abort()
    })
    const page = await context.newPage()
    page.on('console', (message) => message.type() === 'error' && trouble.push(message.text()))
    page.on('pageerror', (error) => trouble.push(error.message))
    await page.goto(`${pathToFileURL(path).href}${query}`)
    await page.waitForSelector('footer, [role=alert]')
    return page
  }
  const numbers = (page: Page, what: () => ArrayLike<number>) =>
    page.evaluate(`Array.from((${what.toString()})())`) as Promise<number[]>
  const vsc = async (...argv: string[]) => {
    const { code, stderr } = await runHere(argv)
    expect(code, stderr).toBe(0)
  }
  const largest = (a: ArrayLike<number>, b: ArrayLike<number>) => {
    expect(a.length).toBe(b.length)
    return Array.from(a).reduce((most, value, k) => Math.max(most, Math.abs(value - b[k]!)), 0)
  }
  /** The pixels of the picture with the changes, 0 to 255. */
  const shown = async (page: Page) =>
    (await page.evaluate(
      `Array.from(document.getElementById('decoded').getContext('2d').getImageData(0, 0, ${size}, ${size}).data)`,
    )) as number[]

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'explore-'))
    file = join(folder, 'page.html')
    await vsc('explore', run, ...lab, '--engine', 'onnx:cpu', '--examples', '40', '--out', file)
    const args = ['--no-sandbox', '--enable-unsafe-swiftshader']
    browser = await chromium.launch({ executablePath, args })
  }, 300_000)
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close()
  })
  afterAll(async () => {
    await browser?.close()
    await rm(folder, { recursive: true, force: true })
  })

  it.each([
    { colorScheme: 'light', width: 1280, background: 'rgb(253, 253, 252)' },
    { colorScheme: 'dark', width: 360, background: 'rgb(20, 23, 27)' },
  ] as const)('asks for nothing, complains of nothing and fits $width pixels, $colorScheme', async (look) => {
    trouble.length = 0
    const page = await open(file, look)
    await page.evaluate('scrollTo(0, document.body.scrollHeight / 2)')
    const drawn = () => page.evaluate('document.querySelectorAll(\'.strip canvas[height="16"]\').length')
    await expect.poll(drawn, { timeout: 20_000 }).toBeGreaterThan(0)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(look.width)
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe(look.background)
    expect(trouble).toEqual([])
  })

  it('weighs less than 2 MB without its weights', async () => {
    const html = await readFile(file, 'utf8')
    const [, weights = ''] = /id="weights">([^<]*)</.exec(html)!
    expect(weights.length).toBeGreaterThan(1e4)
    expect((await stat(file)).size - weights.length).toBeLessThan(2e6)
  })

  it.each(['cpu', 'webgl'])('decodes what vsc decode and vsc sample write, on %s', async (backend) => {
    const page = await open(file, { query: `?backend=${backend}` })
    expect(await page.evaluate('explorer.backend.name')).toBe(backend)
    const codes = (await page.evaluate(
      'explorer.examples.slice(0, 5).map((x) => { const { on, values } = explorer.encode(x); return values.map((v, j) => on[j] ? v : 0) })',
    )) as number[][]
    const drawn = await numbers(page, () => explorer.sample(7))
    const given = join(folder, `${backend}-codes.npy`)
    const rows = [...codes, drawn]
    await writeFile(given, encodeNpy({ shape: [rows.length, 8], data: Float32Array.from(rows.flat()) }))
    const decoded = join(folder, `${backend}-decoded.npy`)
    await vsc('decode', run, given, ...lab, '--out', decoded)
    const { data: expected } = await readNpy(decoded)
    const found = (await page.evaluate(
      `${JSON.stringify(rows)}.flatMap((z) => Array.from(explorer.decode(z)))`,
    )) as number[]
    expect(largest(found, Float64Array.from(expected as Float32Array))).toBeLessThan(1e-4)
    const sampled = join(folder, `${backend}-sample.npy`)
    await vsc('sample', run, ...lab, '--seed', '7', '--count', '1', '--out', sampled)
    const { data: sample } = await readNpy(sampled)
    expect(largest(found.slice(-size * size), Float64Array.from(sample as Float32Array))).toBeLessThan(1e-4)
  })

  it.each(['bowtie', 'eyes', 'mouth'])(
    'switching off a spike that follows the %s changes pixels where that is drawn, and no others',
    async (attribute) => {
      const page = await open()
      const { latents, on } = (await page.evaluate(
        '({ latents: explorer.contents.model.latents, on: explorer.examples.map((x) => explorer.encode(x).on) })',
      )) as { latents: Explorer['contents']['model']['latents']; on: boolean[][] }
      const closeness = ({ answers: [first] }: (typeof latents)[number]) =>
        first?.name === attribute ? Math.abs(first.correlation) : 0
      const owner = [...latents].sort((a, b) => closeness(b) - closeness(a))[0]!
      expect(closeness(owner)).toBeGreaterThan(0.9)
      await page
        .locator('.gallery button')
        .nth(on.findIndex((spikes) => spikes[owner.index]))
        .click()
      const before = await shown(page)
      const spike = page.getByRole('switch', { name: new RegExp(`^z${owner.index}, ${attribute}: `) })
      expect(await spike.getAttribute('aria-checked')).toBe('true')
      await spike.click()
      expect(await spike.getAttribute('aria-checked')).toBe('false')
      const changed = changedPixels(before, await shown(page))
      expect(changed.length).toBeGreaterThan(4)
      const place = placeOf(attribute)
      expect(changed.filter((pixel) => !place.has(pixel))).toEqual([])
      await page.getByRole('button', { name: 'Undo' }).click()
      expect(await shown(page)).toEqual(before)
    },
  )

  it('is worked by the keyboard, and names every control', async () => {
    const page = await open()
    const nameless = await page.evaluate(
      `[...document.querySelectorAll('button, input, select, canvas[role=img]')]
        .filter((one) => !(one.ariaLabel || one.textContent.trim() || one.labels?.length || one.closest('[aria-label]')))
        .map((one) => one.outerHTML)`,
    )
    expect(nameless).toEqual([])
    const slab = page.locator('.slab input').first()
    await slab.focus()
    const before = [await slab.inputValue(), await shown(page)]
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowLeft')
    expect(await slab.inputValue()).not.toBe(before[0])
    expect(await shown(page)).not.toEqual(before[1])
    await page.getByRole('button', { name: 'Reset' }).press('Enter')
    expect(await shown(page)).toEqual(before[1])
    const spike = page.getByRole('switch', { checked: true }).first()
    const name = await spike.getAttribute('id')
    await spike.press('Space')
    expect(await page.locator(`#${name}`).getAttribute('aria-checked')).toBe('false')
    await page
      .getByRole('button', { name: /^Only z/ })
      .first()
      .press('Enter')
    expect(await page.getByRole('switch', { checked: true }).count()).toBe(1)
  })

  it('opens an image of its size, and says in one line what it cannot open', async () => {
    const page = await open()
    const upload = async (name: string, buffer: Uint8Array) =>
      page.setInputFiles('#own-file', { name, mimeType: 'image/png', buffer: Buffer.from(buffer) })
    const png = (width: number, height: number) =>
      encodePng({ width, height, channels: 1, data: Uint8Array.from({ length: width * height }, (_, k) => k % 256) })
    const said = async () => (await page.locator('[role=alert]').textContent({ timeout: 20_000 }))!
    await upload('large.png', png(20, 24))
    expect(await said()).toBe('large.png has 20 × 24 pixels, the model takes 16 × 16: scale it first')
    await upload('cut.png', png(16, 16).slice(0, 40))
    await expect.poll(said).toBe('cut.png is damaged, or no image that this browser can read')
    await upload('code.json', Buffer.from('{"code": [1, 2]}'))
    await expect.poll(said).toContain('code.json holds no code of this model: expected { "code": [8 numbers] }')
    await upload('mine.png', png(16, 16))
    await page.waitForSelector('h2:has-text("mine.png")')
    expect(await page.locator('[role=alert]').count()).toBe(0)
  })

  it('says that it is damaged, where it is', async () => {
    const html = await readFile(file, 'utf8')
    const damaged = join(folder, 'damaged.html')
    await writeFile(damaged, html.replace(/(id="weights">)[^<]*</, '$1AAAA<'))
    const page = await open(damaged)
    const line = await page.locator('[role=alert]').textContent()
    expect(line).toMatch(
      /^This page is damaged and cannot show its model \(.*\)\. Write it again with: vsc explore RUN$/,
    )
  })

  it('says so where there is no WebGL, and decodes without', async () => {
    const context = await browser.newContext()
    contexts.push(context)
    await context.addInitScript(
      "HTMLCanvasElement.prototype.getContext = ((get) => function (kind, ...rest) { return kind.includes('webgl') ? null : get.call(this, kind, ...rest) })(HTMLCanvasElement.prototype.getContext); delete globalThis.OffscreenCanvas",
    )
    const page = await context.newPage()
    await page.goto(`${pathToFileURL(file).href}?backend=webgl`)
    await page.waitForSelector('footer')
    expect(await page.locator('footer').textContent()).toContain(
      'Not on the graphics card, since this browser has no WebGL.',
    )
    expect(await numbers(page, () => explorer.decode(new Float32Array(8)))).toHaveLength(size * size)
  })
})

/** The pixels, counted from 0, whose grey differs by more than this, of 255. */
function changedPixels(before: readonly number[], after: readonly number[], threshold = 64): number[] {
  return Array.from({ length: size * size }, (_, k) => k).filter(
    (k) => Math.abs(before[4 * k]! - after[4 * k]!) > threshold,
  )
}

/** The pixels in which some smiley of the test set has an attribute: those that it alone changes. */
function placeOf(attribute: string): Set<number> {
  const count = 500
  const { factors, values } = smileyDataSet({ count, seed: 1, split: 'test' })
  const { names, present } = factors.attributes
  const which = names.indexOf(attribute)
  const pixels = new Set<number>()
  for (let i = 0; i < count; i++) {
    const has = names.map((_, k) => present[i * names.length + k] === 1)
    const of = { values: Array.from(values.subarray(i * 18, (i + 1) * 18)) }
    const [with_, without] = [true, false].map((there) =>
      renderSmiley({ ...of, present: has.with(which, there) as [boolean, boolean, boolean, boolean] }),
    )
    with_!.forEach((value, k) => {
      const [row, column] = [Math.floor(k / (2 * size)), k % (2 * size)]
      if (has[which] && value !== without![k]) pixels.add(Math.floor(row / 2) * size + Math.floor(column / 2))
    })
  }
  return pixels
}
