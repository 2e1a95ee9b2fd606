import type { Engine } from '@vsc/engine'
import { automaticJobs } from './jobs.js'
import type { Pool } from './pool.js'
import { trainOneByOne } from './train-one-by-one.js'
import { trainSideBySide } from './train-side-by-side.js'

/** The engine of this process, and how many models are trained at a time. */
export interface LocalPoolOptions {
  /** Of this process: trains models one by one. */
  readonly engine: Engine
  /** Models trained at a time; as `automaticJobs` says by default. */
  readonly jobs?: number
}

/** The pool of this machine, for which no service is needed: one model after the other here, or several in processes side by side. */
export function localPool({ engine, jobs }: LocalPoolOptions): Pool {
  const jobsFor = (plan: Parameters<Pool['describe']>[0]) => jobs ?? automaticJobs(plan, engine)
  return {
    describe(plan, todo) {
      const together = jobsFor(plan)
      return `${together > 1 && todo.length > 1 ? `${together} at a time, ` : ''}on ${engine.device}`
    },
    train(stage) {
      const together = jobsFor(stage.plan)
      return together > 1 && stage.plan.runs.length > 1
        ? trainSideBySide({ ...stage, jobs: together })
        : trainOneByOne({ ...stage, engine })
    },
  }
}
