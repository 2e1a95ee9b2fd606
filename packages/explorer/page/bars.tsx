import { useEffect, useRef, useState } from 'preact/hooks'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import type { ExplorerData } from '../src/contents.js'
import { featureName } from './moved-features.js'

/** Up to this many features, each has its name at the axis. */
const named = 24

/** Data that are no images: a bar for each feature as decoded, and a dot where the example has it. */
export function Bars({
  decoded,
  x,
  data,
}: {
  readonly decoded: Float32Array
  readonly x: Float32Array | undefined
  readonly data: ExplorerData
}) {
  const box = useRef<HTMLDivElement>(null)
  const chart = useRef<uPlot>(null)
  const [pointed, setPointed] = useState(0)
  const columns = (): uPlot.AlignedData => [
    Array.from(decoded.keys()),
    Array.from(decoded),
    x === undefined ? Array.from(decoded, () => null) : Array.from(x),
  ]
  useEffect(() => {
    const element = box.current!
    const colour = (name: string) => () => getComputedStyle(element).getPropertyValue(name)
    const axis = { stroke: colour('--muted'), grid: { stroke: colour('--line') }, ticks: { stroke: colour('--line') } }
    const width = () => element.clientWidth
    const few = decoded.length <= named
    const height = few ? 340 : 260
    const made = new uPlot(
      {
        width: width(),
        height,
        scales: { x: { time: false, range: [-0.6, decoded.length - 0.4] } },
        axes: [
          few
            ? {
                ...axis,
                size: 110,
                rotate: -60,
                splits: () => Array.from(decoded.keys()),
                values: (_, places) => places.map((k) => featureName(data, k).slice(0, 18)),
              }
            : { ...axis, values: (_, places) => places.map(String) },
          { ...axis, size: 46 },
        ],
        legend: { show: false },
        hooks: { setCursor: [({ cursor }) => typeof cursor.idx === 'number' && setPointed(cursor.idx)] },
        series: [
          {},
          {
            fill: colour('--accent'),
            stroke: colour('--accent'),
            paths: uPlot.paths.bars!({ size: [0.8, 40] }),
            points: { show: false },
          },
          {
            stroke: colour('--mark'),
            paths: () => null,
            points: { show: true, size: few ? 7 : 3, fill: colour('--mark') },
          },
        ],
      } as uPlot.Options,
      columns(),
      element,
    )
    chart.current = made
    const resized = new ResizeObserver(() => made.setSize({ width: width(), height }))
    resized.observe(element)
    const scheme = matchMedia('(prefers-color-scheme: dark)')
    const redraw = () => made.redraw()
    scheme.addEventListener('change', redraw)
    return () => {
      resized.disconnect()
      scheme.removeEventListener('change', redraw)
      made.destroy()
    }
  }, [data, decoded.length])
  useEffect(() => chart.current?.setData(columns()))
  const number = (values: Float32Array) => values[pointed]!.toFixed(3).replace('-', '−')
  return (
    <>
      <div
        ref={box}
        class="bars"
        role="img"
        aria-label={`A bar for each of ${decoded.length} features as decoded, a dot where the example has it`}
      />
      <p class="fields">
        <label for="feature">Feature</label>
        <input
          type="range"
          id="feature"
          min={0}
          max={decoded.length - 1}
          step={1}
          value={pointed}
          aria-valuetext={featureName(data, pointed)}
          onInput={(event) => {
            const k = event.currentTarget.valueAsNumber
            setPointed(k)
            chart.current?.setCursor({ left: chart.current.valToPos(k, 'x'), top: 10 }, false)
          }}
        />
      </p>
      <p class="reading">
        <b>{featureName(data, pointed)}</b>: <span class="key" /> decoded {number(decoded)}
        {x !== undefined && (
          <>
            , <span class="key given" /> example {number(x)}
          </>
        )}
      </p>
    </>
  )
}
