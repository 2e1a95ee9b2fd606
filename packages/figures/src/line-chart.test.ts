import { decode } from 'fast-png'
import { describe, expect, it } from 'vitest'
import { lineChartFigure } from './line-chart.js'

const x = Float64Array.from({ length: 3000 }, (_, i) => i)
const y = x.map((i) => -80 - 20 * Math.exp(-i / 500))
const content = {
  name: 'training',
  title: 'Training',
  panels: [{ title: 'ELBO (nats)', series: [{ name: 'train', x, y }] }],
}

describe('lineChartFigure', () => {
  it('draws at most the asked number of points', async () => {
    const { svg } = await lineChartFigure({ ...content, maxPoints: 100 })
    const longest = Math.max(...[...svg.matchAll(/ d="(M[^"]+)"/g)].map(([, path]) => path!.split('L').length))
    expect(longest).toBe(100)
  })

  it('does not let a huge first value flatten the rest, and says that it is out of sight', async () => {
    const huge = Float64Array.from(y)
    huge[0] = -98_000
    const series = [{ name: 'train', x, y: huge }]
    const cut = await lineChartFigure({ ...content, caption: 'Terms.', panels: [{ title: 'ELBO', series }] })
    expect(cut.svg).toContain('>−90</text>')
    expect(cut.caption).toBe('Terms. Extreme values lie outside the frames.')
    const whole = await lineChartFigure({ ...content, clip: 0, panels: [{ title: 'ELBO', series }] })
    expect(whole.svg).toContain('>−80,000</text>')
    expect(whole.caption).toBe('')
  })

  it('shows a legend for several series, one colour per name in all panels, and titles of panels', async () => {
    const series = ['train', 'validation'].map((name) => ({ name, x, y }))
    const { svg } = await lineChartFigure({
      ...content,
      panels: ['ELBO (nats)', 'KL <nats>'].map((title) => ({ title, series })),
    })
    for (const label of ['train', 'validation', 'ELBO (nats)', 'KL &lt;nats&gt;', 'iteration'])
      expect(svg).toContain(`>${label}</text>`)
    expect(svg.match(/stroke="#1f5a94"/g)?.length).toBe(svg.match(/stroke="#cc5a3b"/g)?.length)
  })

  it('shades a band', async () => {
    const band = { low: y.map((v) => v - 1), high: y.map((v) => v + 1) }
    const { svg } = await lineChartFigure({
      ...content,
      panels: [{ title: 'a', series: [{ name: 'train', x, y, band }] }],
    })
    expect(svg).toContain('opacity="0.18"')
  })

  it('draws a constant and a single point', async () => {
    const series = [{ name: 'train', x: [1], y: [5] }]
    const { png } = await lineChartFigure({ ...content, panels: [{ title: 'a', series }] })
    expect(decode(png).width).toBeGreaterThan(600)
  })

  it('draws the same bytes whatever else is being drawn', async () => {
    const one = await lineChartFigure(content)
    const [two, three] = await Promise.all([lineChartFigure(content), lineChartFigure(content)])
    expect(two).toEqual(one)
    expect(three).toEqual(one)
  })

  it.each([
    ['WRONG_SIZE', { x: [0, 1], y: [1] }],
    ['NOT_FINITE', { x: [0, 1], y: [1, Number.POSITIVE_INFINITY] }],
    ['OUT_OF_RANGE', { x: [1, 0], y: [1, 1] }],
    ['EMPTY', { x: [], y: [] }],
    ['WRONG_SIZE', { x: [0, 1], y: [1, 1], band: { low: [0, 0], high: [2] } }],
  ])('refuses with %s a series that is wrong', async (code, series) => {
    const panels = [{ title: 'a', series: [{ name: 's', ...series }] }]
    await expect(lineChartFigure({ ...content, panels })).rejects.toMatchObject({ code })
  })

  it('shows names with characters that no SVG may hold, without these', async () => {
    const name = 'a\u0000b\u001b[31m<i>'
    const series = [{ name, x: [0, 1], y: [1, 2] }]
    const { svg, png } = await lineChartFigure({
      name: 'odd',
      title: name,
      panels: [
        { title: name, series },
        { title: 'b', series },
      ],
    })
    expect(png.length).toBeGreaterThan(0)
    expect(svg).toContain('ab[31m&lt;i&gt;')
  })
})
