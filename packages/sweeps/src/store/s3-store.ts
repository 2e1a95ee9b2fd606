import type { Store } from '@vsc/lab'
import { messageOf, SweepsError } from '../errors.js'
import { loadS3 } from '../optional-packages.js'

/**
 * A bucket of Amazon S3, or of anything that speaks as it does, as a store: `s3://BUCKET/PREFIX`. Keys, region and endpoint are those of
 * every program of AWS: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION and AWS_ENDPOINT_URL in the environment, or ~/.aws.
 *
 * @throws SweepsError BAD_STORE where the address is none; MISSING_PACKAGE
 */
export async function s3Store(address: string): Promise<Store> {
  const [, bucket, path = ''] = /^s3:\/\/([a-z0-9][a-z0-9.-]+[a-z0-9])(?:\/(.*))?$/.exec(address) ?? []
  if (bucket === undefined) {
    throw new SweepsError(
      'BAD_STORE',
      `the store is no address of a bucket: expected s3://BUCKET or s3://BUCKET/PREFIX`,
    )
  }
  const { S3Client, GetObjectCommand, PutObjectCommand, DeleteObjectCommand, paginateListObjectsV2 } = await loadS3()
  const { AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL, AWS_REGION, AWS_DEFAULT_REGION } = process.env
  const client = new S3Client({
    ...(!AWS_REGION && { region: AWS_DEFAULT_REGION || 'us-east-1' }), // other servers take any
    forcePathStyle: Boolean(AWS_ENDPOINT_URL_S3 || AWS_ENDPOINT_URL), // and know no host a bucket
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  })
  const prefix = path === '' ? '' : `${path.replace(/\/+$/, '')}/`
  const at = (name: string) => ({ Bucket: bucket, Key: prefix + name })
  const inWords = (cause: unknown): never => {
    throw new Error(`bucket ${bucket}: ${reasonOf(cause)}`, { cause })
  }
  return {
    place: `s3://${bucket}${prefix === '' ? '' : `/${prefix.slice(0, -1)}`}`,
    async read(name) {
      const found = await client.send(new GetObjectCommand(at(name))).catch((error: unknown) => {
        if (nameOf(error) === 'NoSuchKey') return undefined
        return inWords(error)
      })
      return found?.Body?.transformToByteArray()
    },
    async write(name, bytes) {
      await client.send(new PutObjectCommand({ ...at(name), Body: bytes })).catch(inWords)
    },
    async create(name, bytes) {
      // Not every server heeds the condition; a queue's lease keeps two results apart there.
      if (await isThere(name)) return false
      return client.send(new PutObjectCommand({ ...at(name), Body: bytes, IfNoneMatch: '*' })).then(
        () => true,
        (error: unknown) => (isTaken(error) ? false : inWords(error)),
      )
    },
    async list(start) {
      const names: string[] = []
      try {
        for await (const page of paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: prefix + start })) {
          for (const { Key } of page.Contents ?? []) if (Key !== undefined) names.push(Key.slice(prefix.length))
        }
      } catch (error) {
        inWords(error)
      }
      return names.sort()
    },
    async remove(name) {
      await client.send(new DeleteObjectCommand(at(name))).catch(inWords)
    },
  }

  async function isThere(name: string): Promise<boolean> {
    const found = await client
      .send(new GetObjectCommand({ ...at(name), Range: 'bytes=0-0' }))
      .catch((error: unknown) => {
        if (nameOf(error) === 'NoSuchKey') return undefined
        return inWords(error)
      })
    await found?.Body?.transformToByteArray()
    return found !== undefined
  }
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : '')

const isTaken = (error: unknown): boolean =>
  ['PreconditionFailed', 'ConditionalRequestConflict'].includes(nameOf(error)) ||
  (error as { readonly $metadata?: { readonly httpStatusCode?: number } }).$metadata?.httpStatusCode === 412

/** What went wrong, with its name where that says more than the message. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return error.errors.map(messageOf).join(', ')
  const [name, message] = [nameOf(error), messageOf(error)]
  return name === 'Error' || message.includes(name) ? message : `${message} (${name})`
}
