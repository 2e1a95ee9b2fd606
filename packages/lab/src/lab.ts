import type { ModelFamily } from '@vsc/core'
import type { DataSetFamily } from '@vsc/data/node'
import type { Metric } from '@vsc/inference'
import { nearestKey } from './config/nearest.js'
import { LabError, type LabErrorCode } from './errors.js'

/** The models, data sets and metrics that configurations and experiments know by name. */
export interface Lab {
  readonly models: readonly ModelFamily[]
  readonly dataSets: readonly DataSetFamily[]
  readonly metrics: readonly Metric[]
  /** The file that the user's parts were read from, if any. */
  readonly file?: string | undefined
  /** Where others may come from, for errors. */
  readonly origin: string
}

/** @throws LabError UNKNOWN_MODEL, with the names that there are */
export const modelNamed = ({ models, origin }: Pick<Lab, 'models' | 'origin'>, name: unknown): ModelFamily =>
  recordNamed(models, name, { what: 'model', code: 'UNKNOWN_MODEL', origin })

interface About {
  readonly what: string
  readonly code: LabErrorCode
  readonly origin: string
}

/** @throws LabError with the names that there are */
export function recordNamed<R extends { readonly name: string }>(
  records: readonly R[],
  name: unknown,
  about: About,
): R {
  const found = records.find((each) => each.name === name)
  if (found !== undefined) return found
  throw new LabError(about.code, unknownName(about.what, name, records, about.origin))
}

/** That there is nothing of this name, what there is, and which of it was probably meant. */
export function unknownName(
  what: string,
  name: unknown,
  records: readonly { readonly name: string }[],
  origin: string,
): string {
  const names = records.map((each) => each.name)
  const meant = nearestKey(String(name), names)
  return `there is no ${what} '${name}'${meant === undefined ? '' : `, did you mean ${meant}?`}; there are: ${names.join(', ')} (${origin})`
}
