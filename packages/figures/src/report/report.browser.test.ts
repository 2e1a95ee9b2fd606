import { chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { correlationMatrixFigure } from '../correlation-matrix.js'
import { report } from './report.js'

const executablePath = process.env.VSC_CHROMIUM ?? ''
if (executablePath === '')
  console.info('VSC_CHROMIUM (the path of a Chromium) is not set: the report is not opened in a browser.')

describe.skipIf(executablePath === '')('report in a browser', () => {
  let browser: Awaited<ReturnType<typeof chromium.launch>>
  let html: string

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
    const latents = Array.from({ length: 60 }, (_, j) => ({ label: String(j) }))
    const matrix = { rows: 1, columns: 60, data: new Float32Array(60) }
    const panels = [{ matrix, latents }]
    const figure = await correlationMatrixFigure({ name: 'a', title: 'A', features: [{ label: 'x' }], panels })
    const columns = Array.from({ length: 30 }, (_, i) => `column ${i}`)
    const sections = [{ heading: 'Wide', figures: [figure], tables: [{ columns, rows: [columns.map((_, i) => i)] }] }]
    html = report({ title: 'Title', summary: 'Summary', sections, settings: { seed: 1 } })
  })

  afterAll(() => browser.close())

  it.each([
    { colorScheme: 'light', width: 1280 },
    { colorScheme: 'dark', width: 390 },
  ] as const)(
    'asks for nothing, complains of nothing and fits a page of $width pixels, $colorScheme',
    async ({ colorScheme, width }) => {
      const page = await browser.newPage({ colorScheme, viewport: { width, height: 800 } })
      const trouble: string[] = []
      page.on('request', (request) => trouble.push(request.url()))
      page.on('console', (message) => trouble.push(message.text()))
      page.on('pageerror', (error) => trouble.push(error.message))
      await page.setContent(html)
      expect(trouble).toEqual([])
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
      expect(await page.locator('svg').getAttribute('aria-label')).toContain('60 latents')
      const background = await page.evaluate('getComputedStyle(document.body).backgroundColor')
      expect(background).toBe(colorScheme === 'dark' ? 'rgb(20, 23, 27)' : 'rgb(253, 253, 252)')
      await page.close()
    },
  )
})
