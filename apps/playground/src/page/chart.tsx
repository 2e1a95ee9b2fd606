import { useEffect, useRef } from 'preact/hooks'
import uPlot from 'uplot'
import { type Curves, chartOf, chartRange } from './curves.js'

/** A model in the chart. */
export interface Line {
  readonly name: string
  readonly title: string
}

const height = 340

/** The colours and the strokes of the models, in their order. */
const strokes = [{ colour: '--accent' }, { colour: '--mark', dash: [6, 4] }] as const

/** The bound of both models over their steps. */
export function Chart({ curves, lines }: { readonly curves: Curves; readonly lines: readonly Line[] }) {
  const box = useRef<HTMLDivElement>(null)
  const chart = useRef<uPlot>(null)
  const names = lines.map(({ name }) => name)
  useEffect(() => {
    const element = box.current!
    const colour = (name: string) => () => getComputedStyle(element).getPropertyValue(name)
    const axis = { stroke: colour('--muted'), grid: { stroke: colour('--line') }, ticks: { stroke: colour('--line') } }
    const made = new uPlot(
      {
        width: element.clientWidth,
        height,
        scales: { x: { time: false }, y: { range: ({ data }) => chartRange(data.slice(1) as (number | null)[][]) } },
        axes: [axis, { ...axis, size: 56 }],
        legend: { show: false },
        cursor: { show: false },
        series: [
          {},
          ...lines.map((_, k) => ({
            stroke: colour(strokes[k]!.colour),
            width: 2,
            spanGaps: true,
            points: { show: false },
            ...('dash' in strokes[k]! && { dash: [...strokes[k].dash] }),
          })),
        ],
      },
      [[], ...lines.map(() => [])] as uPlot.AlignedData,
      element,
    )
    chart.current = made
    const resized = new ResizeObserver(() => made.setSize({ width: element.clientWidth, height }))
    resized.observe(element)
    const scheme = matchMedia('(prefers-color-scheme: dark)')
    const redraw = () => made.redraw()
    scheme.addEventListener('change', redraw)
    return () => {
      resized.disconnect()
      scheme.removeEventListener('change', redraw)
      made.destroy()
    }
  }, [names.join()])
  useEffect(() => chart.current?.setData(chartOf(curves, names) as uPlot.AlignedData), [curves])
  const last = lines.map(({ name, title }) => {
    const points = curves.get(name) ?? []
    return points.length === 0
      ? `${title}: no step yet`
      : `${title}: ${points.at(-1)!.toFixed(1)} nats at step ${points.length}`
  })
  return (
    <>
      <div ref={box} class="curves" role="img" aria-label={`The bound at each step. ${last.join('; ')}`} />
      <p class="keys">
        {lines.map(({ name, title }, k) => (
          <span key={name}>
            <svg viewBox="0 0 28 8" class="stroke" aria-hidden="true">
              <line x1="0" y1="4" x2="28" y2="4" class={`line-${k}`} />
            </svg>{' '}
            {title}
          </span>
        ))}
        <span class="quiet">the bound of log p(x) on each step’s images, in nats; higher is better</span>
      </p>
    </>
  )
}
