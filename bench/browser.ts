import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { Command } from 'commander'
import { type Browser, chromium } from 'playwright-core'
import { bundleForBrowser } from '../test/browser-bundle.js'
import type { PageTiming } from './browser-page.js'
import { print, round3 } from './print.js'
import { standardSizes } from './step-size.js'

// `pnpm run bench:browser`: training steps in a page, on every engine that a page can have.

const engines = ['onnx:wasm', 'tfjs:wasm', 'tfjs:webgl', 'tfjs:webgpu', 'tfjs:cpu'] as const

const command = new Command('bench/browser.ts')
  .description('Times whole training steps of VSC in headless Chromium. Prints one JSON object a line.')
  .option('--engines <names...>', 'which engines', [...engines])
  .option('--seconds <n>', 'how long each is measured', Number, 10)
  .option('--chromium <path>', 'the browser', process.env.VSC_CHROMIUM ?? '/usr/bin/chromium')
  .option('--isolated', 'in a page that is isolated from others, where WebAssembly has threads', false)
  .option('--threads <n>', 'threads of onnx:wasm', Number)
  .option('--hardware', 'on the graphics card of this machine, and not on SwiftShader', false)
  .parse(process.argv)

const options = command.opts<{
  engines: string[]
  seconds: number
  chromium: string
  isolated: boolean
  threads?: number
  hardware: boolean
}>()

declare const timeEngine: (name: string, seconds: number, threads?: number) => Promise<PageTiming>

/** What Chromium is told: SwiftShader takes the place of a graphics card where there is none. */
const software = ['--enable-unsafe-swiftshader', '--use-webgpu-adapter=swiftshader']
const flags = ['--no-sandbox', '--enable-unsafe-webgpu']

/** The files of WebAssembly, by their names. */
const require = createRequire(import.meta.url)
const folders = ['@tensorflow/tfjs-backend-wasm', 'onnxruntime-web'].map((module) => dirname(require.resolve(module)))

function wasmFile(name: string): Buffer | undefined {
  const path = folders.map((folder) => join(folder, name)).find(existsSync)
  return path === undefined ? undefined : readFileSync(path)
}

async function measure(browser: Browser, script: string, engine: string): Promise<void> {
  const page = await browser.newPage()
  page.on('pageerror', ({ message }) => print({ bench: 'browser-step', engine, pageError: message }))
  const isolation = {
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
    'cross-origin-resource-policy': 'same-origin',
  }
  const headers: Record<string, string> = options.isolated ? isolation : {}
  await page.route('http://localhost/**', (route) => {
    const { pathname } = new URL(route.request().url())
    if (pathname === '/') {
      const body = '<!doctype html><script type="module" src="/page.js"></script>'
      return route.fulfill({ contentType: 'text/html', headers, body })
    }
    if (pathname === '/page.js') return route.fulfill({ contentType: 'text/javascript', headers, body: script })
    const body = wasmFile(basename(pathname))
    const contentType = pathname.endsWith('.wasm') ? 'application/wasm' : 'text/javascript'
    return body === undefined ? route.abort() : route.fulfill({ contentType, headers, body })
  })
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  /** Seconds of processor time that the page's own thread has had. */
  const threadTime = async () =>
    (await session.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'ThreadTime')?.value ??
    Number.NaN
  let begun = Number.NaN
  await page.exposeFunction('mark', async () => {
    begun = await threadTime()
  })
  await page.goto('http://localhost/')
  await page.waitForFunction('globalThis.timeEngine !== undefined')
  const { seconds, threads } = options
  const size = standardSizes[1]
  try {
    const [name, length, number] = [engine, seconds, threads] as const
    const found = await page.evaluate(([name, length, number]) => timeEngine(name, length, number), [
      name,
      length,
      number,
    ] as const)
    const busy = (1000 * ((await threadTime()) - begun)) / found.milliseconds.length
    const sorted = [...found.milliseconds].sort((a, b) => a - b)
    print({
      bench: 'browser-step',
      engine,
      device: found.device,
      isolated: found.isolated,
      ...size,
      steps: sorted.length,
      pageThreadMs: round3(busy),
      fastestMs: round3(sorted[0]!),
      quarterMs: round3(sorted[Math.floor(sorted.length / 4)]!),
      medianMs: round3(sorted[Math.floor(sorted.length / 2)]!),
      stepsPerSecond: round3(1000 / sorted[Math.floor(sorted.length / 2)]!),
    })
  } catch (error) {
    const message = error instanceof Error ? error.message.split('\n')[0] : `${error}`
    print({ bench: 'browser-step', engine, unavailable: message })
  }
  await page.close()
}

const program = readFileSync(new URL('browser-page.ts', import.meta.url), 'utf8')
const { script, imports } = await bundleForBrowser(program, { resolveDir: import.meta.dirname })
// ONNX Runtime asks for node:module where it runs in Node.js, and nowhere else.
if (imports.some((path) => path !== 'node:module')) throw new Error(`a page cannot import ${imports.join(', ')}`)
const browser = await chromium.launch({
  executablePath: options.chromium,
  args: [...flags, ...(options.hardware ? [] : software)],
})
for (const engine of options.engines) await measure(browser, script, engine)
await browser.close()
