import { basename } from 'node:path'
import type { DataDescription } from '@vsc/training'

/** What a run says of its data, for others to read: one's own data are called by their path, of which they get the last part. */
export const withoutFolder = (data: DataDescription): DataDescription => ({
  ...data,
  name: basename(data.name),
})
