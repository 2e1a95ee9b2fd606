import { useEffect, useRef } from 'preact/hooks'

/** What draws on a canvas: its context in CSS pixels, and the colours of the page by their names. */
export type Draw = (
  context: CanvasRenderingContext2D,
  size: { width: number; height: number },
  colour: (name: string) => string,
) => void

/** A canvas as wide as there is room, drawn again where the room, the colours or what is drawn change. */
export function Canvas({
  height,
  label,
  draw,
}: {
  readonly height: number
  readonly label: string
  readonly draw: Draw
}) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const drawn = useRef(draw)
  drawn.current = draw
  const redraw = useRef(() => {
    const element = canvas.current
    if (element === null) return
    const width = element.clientWidth
    const scale = devicePixelRatio
    element.width = Math.round(width * scale)
    element.height = Math.round(height * scale)
    const context = element.getContext('2d')!
    context.scale(scale, scale)
    const style = getComputedStyle(element)
    drawn.current(context, { width, height }, (name) => style.getPropertyValue(name))
  }).current
  useEffect(redraw, [draw])
  useEffect(() => {
    const resized = new ResizeObserver(redraw)
    resized.observe(canvas.current!)
    const scheme = matchMedia('(prefers-color-scheme: dark)')
    scheme.addEventListener('change', redraw)
    return () => {
      resized.disconnect()
      scheme.removeEventListener('change', redraw)
    }
  }, [redraw])
  return <canvas ref={canvas} role="img" aria-label={label} class="figure" style={{ height: `${height}px` }} />
}
