import { useLayoutEffect, useRef } from 'preact/hooks'
import { draw, type PictureData } from './pictures.js'

/** Examples that are images, on one canvas. */
export function Picture({
  examples,
  data,
  label,
  columns = examples.length,
  id,
}: {
  readonly examples: readonly Float32Array[]
  readonly data: PictureData
  readonly label: string
  readonly columns?: number
  readonly id?: string
}) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useLayoutEffect(() => {
    if (canvas.current !== null && examples.length > 0) draw(canvas.current, examples, data, columns)
  }, [examples, data, columns])
  return <canvas ref={canvas} role="img" aria-label={label} class="picture" id={id} />
}
