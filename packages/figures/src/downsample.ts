/**
 * The indices of at most `count` points that keep the look of a curve: largest triangle three buckets
 * (Steinarsson, Downsampling time series for visual representation, 2013). First and last point always stay.
 */
export function downsample(x: ArrayLike<number>, y: ArrayLike<number>, count: number): number[] {
  const n = x.length
  if (n <= count) return Array.from({ length: n }, (_, i) => i)
  const bucketStart = (bucket: number) => 1 + Math.floor((bucket * (n - 2)) / (count - 2))
  const kept = [0]
  for (let bucket = 0; bucket < count - 2; bucket++) {
    const [start, end] = [bucketStart(bucket), bucketStart(bucket + 1)]
    const next = meanPoint(x, y, end, bucket === count - 3 ? n : bucketStart(bucket + 2))
    kept.push(largestTriangle(x, y, kept.at(-1)!, start, end, next))
  }
  kept.push(n - 1)
  return kept
}

interface Point {
  readonly x: number
  readonly y: number
}

function meanPoint(x: ArrayLike<number>, y: ArrayLike<number>, start: number, end: number): Point {
  let [sumX, sumY] = [0, 0]
  for (let i = start; i < end; i++) {
    sumX += x[i]!
    sumY += y[i]!
  }
  return { x: sumX / (end - start), y: sumY / (end - start) }
}

/** Of the points start..end-1, the one that spans the largest triangle with the point kept last and the next bucket's mean. */
function largestTriangle(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  last: number,
  start: number,
  end: number,
  next: Point,
): number {
  let [best, bestArea] = [start, -1]
  for (let i = start; i < end; i++) {
    const area = Math.abs((x[last]! - next.x) * (y[i]! - y[last]!) - (x[last]! - x[i]!) * (next.y - y[last]!))
    if (area > bestArea) [best, bestArea] = [i, area]
  }
  return best
}
