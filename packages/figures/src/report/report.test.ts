import { describe, expect, it } from 'vitest'
import { imageGridFigure } from '../image-figure.js'
import { lineChartFigure } from '../line-chart.js'
import type { ReportContent } from './content.js'
import { report } from './report.js'

const evil = `<script>alert("1")</script> & 'more'`
const escaped = '&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;more&#39;'

const figures = await Promise.all([
  lineChartFigure({
    name: 'curve',
    title: evil,
    caption: evil,
    panels: [{ title: evil, series: [{ name: evil, x: [0, 1], y: [0, 1] }] }],
  }),
  imageGridFigure({
    name: 'images',
    title: 'Images',
    columns: 1,
    images: { count: 1, height: 1, width: 1, channels: 1, data: [1] },
  }),
])

const content: ReportContent = {
  title: evil,
  summary: evil,
  claims: [{ claim: evil, holds: 'not tested', evidence: evil }],
  tiles: [{ label: evil, value: 0.41234, note: evil, verdict: 'good' }],
  sections: [
    {
      heading: evil,
      paragraphs: [evil],
      figures,
      tables: [
        {
          caption: evil,
          columns: ['model', evil],
          rows: [
            [evil, -83.257],
            ['b', 12_045],
          ],
        },
      ],
    },
  ],
  settings: { model: { latentDim: 40, hidden: [400, 300] }, rate: 0.000_123_456, [evil]: evil, absent: undefined },
  environment: { engine: 'onnx:cpu' },
}
const html = report(content)

describe('report', () => {
  it('refers to nothing outside itself and runs nothing', () => {
    expect(html).not.toMatch(/(?:src|href|srcset|action|data)\s*=\s*["']?\s*(?!data:|#)[a-z/.]/i)
    expect(html).not.toMatch(/url\((?!#|data:)/)
    expect(html).not.toMatch(/@import|<link|<script|<iframe|\son\w+=/i)
    expect(html.replace(/xmlns(:\w+)?="[^"]+"/g, '')).not.toMatch(/https?:/)
  })

  it('escapes every text', () => {
    expect(html).not.toContain('<script')
    expect(html.split(escaped).length - 1).toBeGreaterThanOrEqual(12)
  })

  it('shows numbers to four digits, a column with the same decimals, settings exactly', () => {
    expect(html).toContain('<div class="value">0.4123</div>')
    expect(html).toContain('<td class="number">−83.26</td>')
    expect(html).toContain('<td class="number">12,045.00</td>')
    for (const [name, value] of [
      ['model.latentDim', '40'],
      ['model.hidden', '400, 300'],
      ['rate', '0.000123456'],
    ])
      expect(html).toContain(`<th scope="row">${name}</th><td>${value}</td>`)
    expect(html).not.toContain('absent')
  })

  it('has a language, headings in order, no id twice, and words for every figure', () => {
    expect(html).toMatch(/^<!doctype html>\n<html lang="en">/)
    expect([...html.matchAll(/<h(\d)/g)].map(([, level]) => level)).toEqual(['1', '2', '2'])
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const [svg] of html.matchAll(/<svg[^>]*>/g)) expect(svg).toMatch(/role="img" aria-label="[^"]{10,}"/)
    expect(html).toContain('Figure 2. Images.')
  })

  it('marks every claim in words, its evidence beside it', () => {
    const claims = (['held', 'not held', 'not tested'] as const).map((holds) => ({ claim: 'c', holds, evidence: 'e' }))
    const listed = report({ ...content, claims }).match(/<ul class="claims">.*?<\/ul>/s)?.[0]
    for (const { holds } of claims) expect(listed).toContain(`>${holds}</span><div><b>c</b><p>e</p></div>`)
  })

  it('lists its contents once there are four sections', () => {
    const sections = ['a', 'b', 'c', 'd'].map((heading) => ({ heading }))
    expect(report({ title: 't', summary: 's', sections })).toContain('<li><a href="#section-4">d</a></li>')
    expect(html).not.toContain('<nav')
  })

  it('links to pages beside it', () => {
    const links = [{ href: 'explore/a"b.html', text: 'Explore <this> model' }]
    expect(report({ ...content, sections: [{ heading: 'a', links }] })).toContain(
      '<li><a href="explore/a&quot;b.html">Explore &lt;this&gt; model</a></li>',
    )
  })

  it('is the same each time', () => {
    expect(report(content)).toBe(html)
  })

  it('refuses a row that does not fit and a figure name used twice', () => {
    const tables = [{ columns: ['a', 'b'], rows: [[1]] }]
    expect(() => report({ ...content, sections: [{ heading: 'a', tables }] })).toThrow(
      expect.objectContaining({ code: 'WRONG_SIZE' }),
    )
    const twice = [...figures, figures[0]!]
    expect(() => report({ ...content, sections: [{ heading: 'a', figures: twice }] })).toThrow(
      expect.objectContaining({ code: 'WRONG_NAME' }),
    )
  })
})
