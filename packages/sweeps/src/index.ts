/**
 * Searches over settings, on this machine or many.
 *
 * @module @vsc/sweeps
 */
export { SweepsError, type SweepsErrorCode } from './errors.js'
export { type QueueAddress, queueAddress } from './queue/address.js'
export { type QueuePool, type QueuePoolOptions, queuePool } from './queue/queue-pool.js'
export { type SweepStatus, type SweepStatusOptions, sweepStatus } from './queue/status.js'
export { runWorker, type WorkerOptions } from './queue/worker.js'
export { openStore } from './store/open-store.js'
export { s3Store } from './store/s3-store.js'
export { type PlanSweepOptions, planSweep, type SweepConfig } from './sweep/plan-sweep.js'
export { checkSweep, readSweep } from './sweep/read-sweep.js'
export { sobolDimensions, sobolPoints } from './sweep/sobol.js'
export { defineSweep, type Sweep, type SweepInput } from './sweep/sweep-schema.js'
