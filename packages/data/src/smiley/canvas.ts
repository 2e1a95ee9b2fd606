/** Width and height of a smiley in pixels. */
export const smileySize = 32

/**
 * An image [32, 32], row-major, 0 or 1. The drawing functions count its pixels from 1, x to the right and y down, as the
 * authors' program did, and pass over what falls outside.
 */
export type Canvas = Uint8Array

/** To the nearest integer, halves away from zero. */
export const roundAwayFromZero = (value: number): number => Math.sign(value) * Math.round(Math.abs(value))

export function setPixel(canvas: Canvas, x: number, y: number, value: 0 | 1): void {
  if (x >= 1 && x <= smileySize && y >= 1 && y <= smileySize) canvas[(y - 1) * smileySize + (x - 1)] = value
}

/** The pixels in columns left..right and rows top..bottom, ends included; none where an end comes before its start. */
export function fillRectangle(
  canvas: Canvas,
  { left, right, top, bottom }: { left: number; right: number; top: number; bottom: number },
  value: 0 | 1,
): void {
  const columns = [Math.max(left, 1) - 1, Math.min(right, smileySize)] as const
  if (columns[0] >= columns[1]) return
  for (let y = Math.max(top, 1); y <= Math.min(bottom, smileySize); y++) {
    const row = (y - 1) * smileySize
    canvas.fill(value, row + columns[0], row + columns[1])
  }
}

/** The pixels whose centre is at most `radius` from (x, y); none where the radius is negative. */
export function fillDisk(canvas: Canvas, disk: { x: number; y: number; radius: number }, value: 0 | 1): void {
  if (disk.radius < 0) return
  for (let y = Math.ceil(disk.y - disk.radius); y <= disk.y + disk.radius; y++) {
    for (let x = Math.ceil(disk.x - disk.radius); x <= disk.x + disk.radius; x++) {
      const dx = x - disk.x
      const dy = y - disk.y
      if (Math.sqrt(dx * dx + dy * dy) <= disk.radius) setPixel(canvas, x, y, value)
    }
  }
}
