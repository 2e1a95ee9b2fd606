import { type Canvas, roundAwayFromZero, setPixel, smileySize } from './canvas.js'
import { type Matrix, resize } from './resize.js'

const shape = [
  '.................',
  '###...........###',
  '#####.......#####',
  '#######...#######',
  '#################',
  '#################',
  '#################',
  '#######...#######',
  '#####.......#####',
  '###...........###',
  '.................',
]

const template: Matrix = {
  rows: shape.length,
  columns: shape[0]!.length,
  data: Float64Array.from(shape.join(''), (mark) => (mark === '#' ? 1 : 0)),
}

/**
 * Draws the bowtie: its shape resized to whole pixels, at a corner rounded from the size as it is. A bowtie without
 * width or height is not there at all.
 */
export function drawBowtie(canvas: Canvas, bowtie: { x: number; y: number; width: number; height: number }): void {
  const columns = Math.ceil(bowtie.width)
  const rows = Math.ceil(bowtie.height)
  if (columns < 1 || rows < 1) return
  const mask = maskOf(rows, columns)
  const left = roundAwayFromZero(bowtie.x - bowtie.width / 2)
  const top = roundAwayFromZero(bowtie.y - bowtie.height / 2)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      if (mask[row * columns + column] === 1) setPixel(canvas, left + column, top + row, 1)
    }
  }
}

// Whole sizes are few, and resizing is the one slow step of a smiley. Larger masks than the image are rare: not kept.
const masks = new Map<number, Uint8Array>()

function maskOf(rows: number, columns: number): Uint8Array {
  if (rows > smileySize || columns > smileySize) return resizedMask(rows, columns)
  const key = rows * (smileySize + 1) + columns
  const mask = masks.get(key) ?? resizedMask(rows, columns)
  masks.set(key, mask)
  return mask
}

/** The shape at this size, its values stretched to 0..1 and rounded. Where all are equal that is 0 / 0: nothing is drawn. */
function resizedMask(rows: number, columns: number): Uint8Array {
  const { data } = resize(template, { rows, columns })
  const lowest = data.reduce((a, b) => Math.min(a, b))
  const highest = data.reduce((a, b) => Math.max(a, b))
  return Uint8Array.from(data, (value) => Math.round((value - lowest) / (highest - lowest)) || 0)
}
