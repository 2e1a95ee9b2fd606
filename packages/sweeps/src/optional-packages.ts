import { SweepsError } from './errors.js'

// Those who train on one machine need none of these: they are loaded once a queue or a bucket is named.

/** The queue, which asks for the client of Redis too. */
export const loadBullmq = (): Promise<typeof import('bullmq')> =>
  needed('--queue', ['bullmq', 'ioredis'], () => import('bullmq'))
/** The client of Redis. */
export const loadIoredis = (): Promise<typeof import('ioredis')> =>
  needed('--queue', ['bullmq', 'ioredis'], () => import('ioredis'))

/** The client of S3. Which versions of Node.js later ones of it will need is nothing to those who train. */
export function loadS3(): Promise<typeof import('@aws-sdk/client-s3')> {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true'
  return needed('--store s3://', ['@aws-sdk/client-s3'], () => import('@aws-sdk/client-s3'))
}

async function needed<T>(what: string, packages: readonly string[], load: () => Promise<T>): Promise<T> {
  try {
    return await load()
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw cause
    throw new SweepsError(
      'MISSING_PACKAGE',
      `${what} needs ${packages.join(' and ')}, which are not installed: npm install ${packages.join(' ')}, beside @vsc/cli`,
      { cause },
    )
  }
}
