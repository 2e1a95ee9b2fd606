import { type Canvas, fillRectangle, roundAwayFromZero, setPixel } from './canvas.js'

/** How much further the outer pixel of a corner is from the middle's height than the inner one. */
const outerCurvature = 1.4

/** Draws a rectangular hole and two single pixels on either side; a size below zero leaves the corners alone. */
export function drawMouth(
  canvas: Canvas,
  mouth: { width: number; height: number; x: number; y: number; curvature: number },
): void {
  const left = roundAwayFromZero(mouth.x - mouth.width / 2)
  const right = roundAwayFromZero(mouth.x + mouth.width / 2)
  const top = roundAwayFromZero(mouth.y - mouth.height / 2)
  const bottom = roundAwayFromZero(mouth.y + mouth.height / 2)
  fillRectangle(canvas, { left, right, top, bottom }, 0)

  const inner = roundAwayFromZero(mouth.y + mouth.curvature)
  setPixel(canvas, left - 1, inner, 0)
  setPixel(canvas, right + 1, inner, 0)
  const outer = roundAwayFromZero(mouth.y + outerCurvature * mouth.curvature)
  setPixel(canvas, left - 2, outer, 0)
  setPixel(canvas, right + 2, outer, 0)
}
