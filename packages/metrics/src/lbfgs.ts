const maxIterations = 1000
const memory = 10 // pairs of steps and gradient changes
const sufficientDecrease = 1e-4
const smallestStep = 1e-12

/** A smooth convex function: gives its value at x and writes its gradient there. */
export type Smooth = (x: Float64Array, gradient: Float64Array) => number

interface Pair {
  readonly step: Float64Array
  readonly change: Float64Array
  /** step . change */
  readonly curvature: number
}

/**
 * Where a smooth convex function is least, from `start`: the limited-memory BFGS method with backtracking (Nocedal and
 * Wright, "Numerical Optimization", 2nd edition, algorithms 7.4, 7.5 and 3.1). It stops where no entry of the gradient
 * exceeds `tolerance`, where rounding leaves no descent, or after 1,000 iterations.
 */
export function minimise(f: Smooth, start: Float64Array, tolerance = 1e-7): Float64Array {
  let x: Float64Array = start.slice()
  let gradient: Float64Array = new Float64Array(x.length)
  let value = f(x, gradient)
  const pairs: Pair[] = []
  for (let iteration = 0; iteration < maxIterations && largest(gradient) > tolerance; iteration++) {
    const direction = descentDirection(gradient, pairs)
    const slope = dot(gradient, direction)
    let scale = pairs.length === 0 ? 1 / Math.max(1, Math.sqrt(dot(gradient, gradient))) : 1
    let next = plus(x, direction, scale)
    const nextGradient = new Float64Array(x.length)
    let nextValue = f(next, nextGradient)
    while (!(nextValue <= value + sufficientDecrease * scale * slope)) {
      scale /= 2
      if (scale < smallestStep) return x
      next = plus(x, direction, scale)
      nextValue = f(next, nextGradient)
    }
    const step = plus(next, x, -1)
    const change = plus(nextGradient, gradient, -1)
    const curvature = dot(step, change)
    if (curvature > 0) pairs.push({ step, change, curvature })
    if (pairs.length > memory) pairs.shift()
    x = next
    gradient = nextGradient
    value = nextValue
  }
  return x
}

/** Minus the inverse Hessian times the gradient, as far as the last pairs tell: the two-loop recursion. */
function descentDirection(gradient: Float64Array, pairs: readonly Pair[]): Float64Array {
  let direction: Float64Array = gradient.map((g) => -g)
  const shares = new Array<number>(pairs.length)
  for (let k = pairs.length - 1; k >= 0; k--) {
    const { step, change, curvature } = pairs[k]!
    shares[k] = dot(step, direction) / curvature
    direction = plus(direction, change, -shares[k]!)
  }
  const last = pairs.at(-1)
  if (last !== undefined) {
    const unit = last.curvature / dot(last.change, last.change)
    direction = direction.map((d) => d * unit)
  }
  pairs.forEach(({ step, change, curvature }, k) => {
    direction = plus(direction, step, shares[k]! - dot(change, direction) / curvature)
  })
  return direction
}

/** a + scale b */
function plus(a: Float64Array, b: Float64Array, scale: number): Float64Array {
  return a.map((value, k) => value + scale * b[k]!)
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!
  return sum
}

function largest(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
}
