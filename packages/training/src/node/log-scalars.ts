import type { LogPoint } from '../log-point.js'

/** What TensorBoard shows of a log point, by tag. */
export function scalarsOf(point: LogPoint, stepsPerSecond: number): Record<string, number> {
  const under = (group: string, values: Readonly<Record<string, number>>) =>
    Object.entries(values).map(([name, value]) => [`${group}/${name}`, value] as const)
  const { loss, gradientNorm, learningRate, validation = {} } = point
  return {
    loss,
    ...Object.fromEntries([
      ...under('terms', point.terms),
      ...under('schedules', point.schedules),
      ...under('validation', validation),
    ]),
    gradientNorm,
    learningRate,
    stepsPerSecond,
  }
}
