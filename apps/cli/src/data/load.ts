import { terminalDownloads } from '@vsc/data/node'
import type { Terminal } from '../terminal.js'

/** How files are fetched: shown, and stopped by Ctrl-C. */
export const fetchOptions = ({ quiet, signal }: Terminal) => ({
  signal,
  ...(!quiet && { onProgress: terminalDownloads() }),
})
