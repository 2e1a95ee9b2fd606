/**
 * What is logged about a stretch of iterations: everything in it follows from the configuration, so that two runs of the
 * same configuration, one of them killed and resumed, log the same. Times and rates are elsewhere.
 */
export interface LogPoint {
  /** Steps taken so far; the stretch ends here and began after the point before. */
  readonly iteration: number
  /** Mean loss over the stretch, in nats per example. */
  readonly loss: number
  /** Means over the stretch of the model's terms, in nats per example unless the model says otherwise. */
  readonly terms: Readonly<Record<string, number>>
  /** Mean norm of the gradient over the stretch, before any clipping. */
  readonly gradientNorm: number
  /** The learning rate of the stretch's last step. */
  readonly learningRate: number
  /** The model's scalars, such as lambda and slope, at the stretch's last step. */
  readonly schedules: Readonly<Record<string, number>>
  /** Where a validation set was asked after the last step: means over it of the terms of the ELBO, spikes hard, in nats per example. */
  readonly validation?: Readonly<Record<string, number>> | undefined
}
