/** How large the model and the batch of a step are. */
export interface StepSize {
  readonly latentDim: number
  readonly hiddenDim: number
  readonly batch: number
  /** K, of VSC. */
  readonly pseudoInputCount: number
}

/** The sizes that are measured where none is asked for: the paper's networks, and those of the quick preset. */
export const standardSizes: readonly [large: StepSize, small: StepSize] = [
  { latentDim: 40, hiddenDim: 3000, batch: 500, pseudoInputCount: 20 },
  { latentDim: 40, hiddenDim: 400, batch: 100, pseudoInputCount: 20 },
]

/** How long a step is measured: laps of some steps each, until enough of them were undisturbed or the time is up. */
export interface Length {
  readonly warmUp: number
  readonly stepsPerLap: number
  readonly laps: number
  readonly maxSeconds: number
}

export function lengthOf({ hiddenDim, batch }: StepSize, quick: boolean): Length {
  const large = hiddenDim * batch >= 500_000
  if (quick) return { warmUp: large ? 2 : 10, stepsPerLap: large ? 3 : 20, laps: 3, maxSeconds: 6 }
  return { warmUp: 10, stepsPerLap: large ? 10 : 40, laps: 9, maxSeconds: 90 }
}

/** Op by op a step takes seconds. */
export const slowLength: Length = { warmUp: 1, stepsPerLap: 1, laps: 1, maxSeconds: 1 }
