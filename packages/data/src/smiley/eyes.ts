import { type Canvas, fillDisk } from './canvas.js'

/** Draws two round holes, each `spacing` from the middle; none where the radius is negative. */
export function drawEyes(canvas: Canvas, eyes: { middle: number; spacing: number; y: number; radius: number }): void {
  fillDisk(canvas, { x: eyes.middle - eyes.spacing, y: eyes.y, radius: eyes.radius }, 0)
  fillDisk(canvas, { x: eyes.middle + eyes.spacing, y: eyes.y, radius: eyes.radius }, 0)
}
