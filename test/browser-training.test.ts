import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createEngine } from '@vsc/engine'
import { readCheckpoint, train } from '@vsc/training/node'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bundleForBrowser } from './browser-bundle.js'
import { shortRun } from './browser-training/short-run.js'

// The packages bundled into a page train there as they do in Node.js.

const executablePath = process.env.VSC_CHROMIUM ?? '/usr/bin/chromium'
const here = existsSync(executablePath)
if (!here) console.info(`There is no Chromium at ${executablePath} (VSC_CHROMIUM): nothing is trained in a browser.`)

/** Where ONNX Runtime for pages has its files of WebAssembly. */
const onnxRuntime = dirname(createRequire(import.meta.url).resolve('onnxruntime-web'))

interface Trained {
  readonly engine: string
  readonly losses: readonly number[]
  readonly file: readonly number[]
}

declare const trainHere: (name: string, iterations: number) => Promise<Trained>
declare const refusal: (name: string) => Promise<string>

describe.skipIf(!here)('training in a page', () => {
  let browser: Browser
  let page: Page
  let expected: number[]
  /** The bytes of each run's last checkpoint. */
  const files = new Map<string, readonly number[]>()
  beforeAll(async () => {
    const program = readFileSync(new URL('browser-training/page.ts', import.meta.url), 'utf8')
    const { script } = await bundleForBrowser(program, { resolveDir: join(import.meta.dirname, 'browser-training') })
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--enable-unsafe-swiftshader'] })
    page = await browser.newPage()
    await page.route('http://localhost/**', (route) => {
      const { pathname } = new URL(route.request().url())
      if (pathname === '/') {
        const body = '<!doctype html><script type="module" src="page.js"></script>'
        return route.fulfill({ contentType: 'text/html', body })
      }
      if (pathname === '/page.js') return route.fulfill({ contentType: 'text/javascript', body: script })
      const contentType = pathname.endsWith('.wasm') ? 'application/wasm' : 'text/javascript'
      return route.fulfill({ contentType, path: join(onnxRuntime, pathname) })
    })
    await page.goto('http://localhost/')
    await page.waitForFunction('globalThis.trainHere !== undefined')

    expected = []
    const engine = await createEngine({ name: 'tfjs:cpu' })
    await train({ ...shortRun(), engine, onStep: ({ loss }) => expected.push(loss) })
  }, 300_000)
  afterAll(() => browser?.close())

  // Rounding differs but for the first of them, and grows with the steps. What a processor does in place of a graphics card takes up to a
  // second for each.
  const runs = [
    ['tfjs:cpu', 200, 200],
    ['onnx:wasm', 200, 60],
    ['tfjs:webgl', 30, 30],
  ] as const
  it.each(runs)(
    'gives on %s the losses of Node.js, which fall',
    async (name, iterations, compared) => {
      const { engine, losses, file } = await page.evaluate(([name, iterations]) => trainHere(name, iterations), [
        name,
        iterations,
      ] as const)
      files.set(name, file)
      expect(engine).toBe(name)
      expect(losses.length).toBe(iterations)
      const relative = losses.slice(0, compared).map((loss, i) => Math.abs(loss / expected[i]! - 1))
      expect(Math.max(...relative)).toBeLessThan(1e-3)
      expect(mean(losses.slice(-10))).toBeLessThan(0.98 * mean(losses.slice(0, 10)))
    },
    300_000,
  )

  it.each(['tfjs:cpu', 'onnx:wasm'])('gives a checkpoint of %s that Node.js reads', async (name) => {
    const folder = mkdtempSync(join(tmpdir(), 'vsc-page-'))
    const path = join(folder, 'iteration-000000200.safetensors')
    writeFileSync(path, Uint8Array.from(files.get(name)!))
    const { iteration, run, state, score } = await readCheckpoint(path)
    rmSync(folder, { recursive: true })
    const [found, steps] = [{ iteration, engine: run.engine, steps: state.adamStep }, 200]
    expect(found).toEqual({ iteration: steps, engine: name, steps })
    expect(score! / mean(expected.slice(100))).toBeCloseTo(1, 2)
  })

  it('refuses an engine that the page does not bring, and one that there is not', async () => {
    expect(await page.evaluate(() => refusal('tfjs:wasm'))).toBe(
      "ENGINE_UNAVAILABLE: the engine tfjs:wasm cannot start: the page does not bring this backend of TensorFlow.js. Import @tensorflow/tfjs-backend-wasm, or let it be loaded: backends: { wasm: () => import('@tensorflow/tfjs-backend-wasm') }",
    )
    expect(await page.evaluate(() => refusal('onnx:cpu'))).toMatch(
      /^NO_SUCH_ENGINE: there is no engine 'onnx:cpu' in a page/,
    )
  })
})

const mean = (numbers: readonly number[]): number => numbers.reduce((sum, x) => sum + x, 0) / numbers.length
