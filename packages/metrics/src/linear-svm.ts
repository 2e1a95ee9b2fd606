const maxIterations = 100
const tolerance = 1e-12 // of the gradient, beside what it would be with all examples wrong
const smallestStep = 1e-10

/** A straight line through one input: the decision value of x is `weight` x + `intercept`. */
export interface Line {
  readonly weight: number
  readonly intercept: number
}

/** What a line is fitted to. */
interface Problem {
  /** [N] */
  readonly inputs: Float64Array
  /** Whether each example is to lie above 0. */
  readonly positive: (example: number) => boolean
  /** C of the examples that are to lie above 0, and of the others. */
  readonly penalties: { readonly positive: number; readonly negative: number }
}

/**
 * The linear support vector machine of one input, with squared hinge loss and L2 penalty, which minimises
 *
 *     (w^2 + b^2) / 2 + sum_n C_n max(0, 1 - y_n (w x_n + b))^2
 *
 * as scikit-learn's `LinearSVC` does, whose liblinear penalises the intercept b like a weight (Fan et al., "LIBLINEAR: a
 * library for large linear classification", 2008). The function is convex and quadratic in pieces: Newton's method with the
 * Hessian of the examples within the margin ends at its minimum after a few steps (Mangasarian, "A finite Newton method for
 * classification", 2002).
 */
export function fitLinearSvm(problem: Problem): Line {
  let line: Line = { weight: 0, intercept: 0 }
  let at = expand(problem, line)
  const enough = tolerance * Math.hypot(at.gradient[0], at.gradient[1])
  for (let iteration = 0; iteration < maxIterations && Math.hypot(...at.gradient) > enough; iteration++) {
    const [g0, g1] = at.gradient
    const [a, b, c] = at.hessian
    const determinant = a * c - b * b // at least 1: both curvatures have 1 from the penalty
    const step: Line = { weight: (b * g1 - c * g0) / determinant, intercept: (b * g0 - a * g1) / determinant }
    const slope = g0 * step.weight + g1 * step.intercept
    let scale = 1
    let next = expand(problem, plus(line, step, scale))
    while (next.value > at.value + 1e-4 * scale * slope && scale > smallestStep) {
      scale /= 2
      next = expand(problem, plus(line, step, scale))
    }
    if (next.value >= at.value) break // rounding leaves no descent
    line = plus(line, step, scale)
    at = next
  }
  return line
}

const plus = (line: Line, step: Line, scale: number): Line => ({
  weight: line.weight + scale * step.weight,
  intercept: line.intercept + scale * step.intercept,
})

/** The loss at a line, its gradient, and its Hessian [[a, b], [b, c]] as a, b, c. */
function expand({ inputs, positive, penalties }: Problem, { weight, intercept }: Line) {
  let value = (weight * weight + intercept * intercept) / 2
  let [g0, g1, a, b, c] = [weight, intercept, 1, 0, 1]
  for (let n = 0; n < inputs.length; n++) {
    const x = inputs[n]!
    const isPositive = positive(n)
    const score = weight * x + intercept
    const missing = isPositive ? 1 - score : 1 + score
    if (missing <= 0) continue
    const twice = 2 * (isPositive ? penalties.positive : penalties.negative)
    const pull = isPositive ? -twice * missing : twice * missing
    value += (twice / 2) * missing * missing
    g0 += pull * x
    g1 += pull
    a += twice * x * x
    b += twice * x
    c += twice
  }
  return { value, gradient: [g0, g1] as const, hessian: [a, b, c] as const }
}
