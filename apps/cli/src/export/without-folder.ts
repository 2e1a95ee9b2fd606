import { basename } from 'node:path'
import type { RunDescription } from '@vsc/training'

/** What a run says of its data, for others to read: one's own data are called by their path, of which they get the last part. */
export const withoutFolder = (data: RunDescription['data']): RunDescription['data'] => ({
  ...data,
  name: basename(data.name),
})
