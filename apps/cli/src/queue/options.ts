import { Option } from 'commander'

/** Where work is queued. */
export const queueOption = (): Option =>
  new Option(
    '--queue [url]',
    'a Redis whose workers do the training (vsc worker), as redis://USER:PASSWORD@HOST:PORT, rediss:// for TLS; without the url, that of the environment variable VSC_QUEUE, which others on the machine cannot see',
  )

/** Where models and checkpoints are. */
export const storeOption = (description: string): Option => new Option('--store <place>', description)
