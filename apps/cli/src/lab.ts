import { relative } from 'node:path'
import { paper } from '@vsc/experiments'
import { type LabWithExperiments, openLab } from '@vsc/lab'
import type { LabOptions } from './command.js'
import { note, type Terminal } from './terminal.js'

/** All that this program knows by name: what is built in, the paper's experiments, and the user's own. */
export const labOf = ({ use, ownLab = true }: LabOptions, terminal: Terminal): Promise<LabWithExperiments> =>
  openLab({
    parts: [paper],
    search: ownLab,
    ...(use !== undefined && { use }),
    onFile: (path) => note(terminal, `Using ${relative('.', path)}.`),
  })
