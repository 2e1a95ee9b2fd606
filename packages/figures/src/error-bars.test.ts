import { decode } from 'fast-png'
import { describe, expect, it } from 'vitest'
import { errorBarFigure } from './error-bars.js'

const points = [
  { x: 0.01, values: [1, 2, 3, 4, 5] },
  { x: 1, values: [3] },
]
const panel = { title: 'test ELBO (nats)', xTitle: 'α', series: [{ name: 'VSC', points }] }
const content = { name: 'elbo', title: 'ELBO', panels: [panel] }

/** The symbols of the panels, which come before those of the legend: dots by their opacity, points by theirs. */
const symbols = (svg: string, opacity: number) =>
  [
    ...svg
      .split('role-legend')[0]!
      .matchAll(
        /<path transform="translate\(([-\d.]+),([-\d.]+)\)" d="([^"]+)" fill="([^"]+)"[^>]* opacity="([\d.]+)"/g,
      ),
  ]
    .filter(([, , , , , found]) => Number(found) === opacity)
    .map(([, x, y, shape, colour]) => ({ x: Number(x), y: Number(y), look: `${shape} ${colour}` }))
const dots = (svg: string) => symbols(svg, 0.4)
const means = (svg: string) => symbols(svg, 1)
const bars = (svg: string) =>
  [...svg.matchAll(/<line [^>]*x2="0" y2="([-\d.]+)" stroke="#1f5a94"/g)].map(([, length]) => Math.abs(Number(length)))

describe('errorBarFigure', () => {
  it('draws means, one sample standard deviation either way, and the single values', async () => {
    const { svg, caption } = await errorBarFigure(content)
    const at = dots(svg).map(({ y }) => y)
    const pixels = (at[0]! - at[4]!) / 4 // For 1, of the values 1 to 5.
    expect(means(svg)[0]!.y).toBeCloseTo(at[2]!, 9)
    expect(bars(svg)).toHaveLength(1)
    expect(bars(svg)[0]! / pixels).toBeCloseTo(2 * Math.sqrt(2.5), 9)
    expect(caption).toContain('one standard deviation')
  })

  it('draws a single value as a point alone and says nothing of bars', async () => {
    const series = [{ name: 'VSC', points: [{ x: 50, values: [-1_234_567] }] }]
    const { svg, caption, png } = await errorBarFigure({ ...content, panels: [{ ...panel, series }] })
    expect([means(svg).length, dots(svg).length, bars(svg).length]).toEqual([1, 0, 0])
    expect(svg).toContain('>−1,234,567</text>')
    expect(caption).toBe('')
    expect(decode(png).width).toBeGreaterThan(600)
  })

  it('puts a number under each setting, at equal distances for equal ratios where the axis is logarithmic', async () => {
    const series = [{ name: 'VSC', points: [1, 0.01, 0.1].map((x) => ({ x, values: [1] })) }]
    const { svg } = await errorBarFigure({ ...content, panels: [{ ...panel, xScale: 'log', series }] })
    for (const label of ['0.01', '0.1', '1']) expect(svg).toContain(`>${label}</text>`)
    const [one, hundredth, tenth] = means(svg).map(({ x }) => x)
    expect(tenth! - hundredth!).toBeCloseTo(one! - tenth!, 6)
  })

  it('sets series apart that were measured at the same settings, inside the frame even when there are many', async () => {
    const series = Array.from({ length: 14 }, (_, i) => ({ name: `J = ${i}`, points: [{ x: 1, values: [1] }] }))
    const { svg } = await errorBarFigure({ ...content, panels: [{ ...panel, series }] })
    const x = means(svg).map((point) => point.x)
    expect(new Set(x).size).toBe(14)
    expect(Math.min(...x)).toBeGreaterThan(0)
    expect(Math.max(...x)).toBeLessThan(520)
  })

  it('gives no two of twenty series the same colour and shape, and each its place in a legend as wide as the page', async () => {
    const series = Array.from({ length: 20 }, (_, i) => ({ name: `β-VAE, J = ${i}`, points }))
    const { svg } = await errorBarFigure({ ...content, panels: [panel, { ...panel, series }] })
    for (const { name } of series) expect(svg).toContain(`>${name}</text>`)
    expect(new Set(means(svg).map(({ look }) => look)).size).toBe(21) // VSC and the twenty.
    expect(Number(/ width="(\d+)"/.exec(svg)![1])).toBeLessThanOrEqual(1000)
  })

  it('compares panels on one vertical range where asked to', async () => {
    const higher = { ...panel, series: [{ name: 'VSC', points: [{ x: 0, values: [103] }] }] }
    const [own, shared] = await Promise.all(
      [false, true].map((sharedRange) => errorBarFigure({ ...content, panels: [panel, higher], sharedRange })),
    )
    expect(own!.svg.match(/>100<\/text>/g)).toBeNull()
    expect(shared!.svg.match(/>100<\/text>/g)).toHaveLength(2)
  })

  it('shades references with their names, and keeps them in sight', async () => {
    const references = [
      { label: 'published', low: 90, high: 100 },
      { label: 'chance <10%>', low: 10, high: 10 },
    ]
    const { svg } = await errorBarFigure({ ...content, panels: [{ ...panel, references }] })
    for (const label of ['published', 'chance &lt;10%&gt;', '80']) expect(svg).toContain(`>${label}</text>`)
    expect(svg.match(/stroke-dasharray="4,3"/g)).toHaveLength(3)
  })

  it('draws the same bytes whatever else is being drawn', async () => {
    const one = await errorBarFigure(content)
    const [two, three] = await Promise.all([errorBarFigure(content), errorBarFigure(content)])
    expect(two).toEqual(one)
    expect(three).toEqual(one)
  })

  it.each([
    ['EMPTY', { series: [] }],
    ['EMPTY', { series: [{ name: 's', points: [] }] }],
    ['EMPTY', { series: [{ name: 's', points: [{ x: 1, values: [] }] }] }],
    ['NOT_FINITE', { series: [{ name: 's', points: [{ x: 1, values: [1, Number.NaN] }] }] }],
    ['NOT_FINITE', { series: [{ name: 's', points: [{ x: Number.NaN, values: [1] }] }] }],
    ['TWICE', { series: [{ name: 's', points: [points[0]!, points[0]!] }] }],
    ['TWICE', { series: [panel.series[0]!, panel.series[0]!] }],
    ['OUT_OF_RANGE', { xScale: 'log' as const, series: [{ name: 's', points: [{ x: 0, values: [1] }] }] }],
    ['OUT_OF_RANGE', { references: [{ label: 'r', low: 1, high: 0 }] }],
  ])('refuses with %s a panel that is wrong', async (code, wrong) => {
    await expect(errorBarFigure({ ...content, panels: [{ ...panel, ...wrong }] })).rejects.toMatchObject({ code })
  })
})
