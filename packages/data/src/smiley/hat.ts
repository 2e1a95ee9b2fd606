import { type Canvas, fillRectangle, roundAwayFromZero } from './canvas.js'

/** Draws the brim and the crown upon it; either is left out where its width or height is below zero. */
export function drawHat(
  canvas: Canvas,
  hat: { x: number; y: number; brimWidth: number; brimHeight: number; crownWidth: number; crownHeight: number },
): void {
  const brimTop = roundAwayFromZero(hat.y - hat.brimHeight / 2)
  const columns = (width: number) => ({
    left: roundAwayFromZero(hat.x - width / 2),
    right: roundAwayFromZero(hat.x + width / 2),
  })
  const brimBottom = roundAwayFromZero(hat.y + hat.brimHeight / 2)
  fillRectangle(canvas, { ...columns(hat.brimWidth), top: brimTop, bottom: brimBottom }, 1)
  const crownTop = roundAwayFromZero(brimTop - hat.crownHeight)
  fillRectangle(canvas, { ...columns(hat.crownWidth), top: crownTop, bottom: brimTop }, 1)
}
