import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { DataError, type NpyArray } from '@vsc/data'
import { loadOwnData, type OwnDataOptions, readNpy, readNpz } from '@vsc/data/node'
import { createMatrix, type Matrix } from '@vsc/metrics'
import { badInput } from '../errors.js'

/** Reads codes as `vsc encode` and NumPy write them: .npy, the array `codes` of a .npz, or .csv; - is standard input. */
export async function readCodes(path: string, latentDim: number): Promise<Matrix<Float32Array>> {
  const { shape, data } = await readArray(path)
  const [rows = 0, columns] = shape
  if (shape.length !== 2 || rows === 0 || columns !== latentDim) {
    throw badInput(
      `${path} holds an array of shape [${shape.join(', ')}], expected [n, ${latentDim}]: a code of ${latentDim} latents in each row`,
    )
  }
  return createMatrix({ rows, columns, data: Float32Array.from(data) })
}

async function readArray(path: string): Promise<NpyArray> {
  if (path === '-') return readPipedCodes()
  switch (extname(path).toLowerCase()) {
    case '.npy':
      return readNpy(path)
    case '.npz': {
      const arrays = await readNpz(path)
      const names = Object.keys(arrays)
      const array = arrays.codes ?? (names.length === 1 ? arrays[names[0]!] : undefined)
      if (array !== undefined) return array
      throw badInput(`${path} has no array 'codes', but ${names.join(', ')}`)
    }
    case '.csv':
      return readCsvCodes(path)
    default:
      throw badInput(`${path}: codes are read from .npy, .npz or .csv files`)
  }
}

/** Any number may be a code, and all may be the same. */
const range = [-1e30, 1e30] as const

/** Every column but `label`, which `vsc encode` writes of labelled data. */
async function readCsvCodes(path: string): Promise<NpyArray> {
  const [header = ''] = (await readFile(path, 'utf8')).split('\n', 1)
  const labels = header.trim().endsWith(',label') ? 'label' : false
  const { count, dim, read } = await loadOwnData(path, { labels, range })
  return { shape: [count, dim], data: read(Uint32Array.from({ length: count }, (_, i) => i)) }
}

/** What is piped in has no name to tell its format by: the options that one format has are tried before those of the others. */
async function readPipedCodes(): Promise<NpyArray> {
  const load = (options: OwnDataOptions) => loadOwnData('-', { ...options, range })
  const isOther = (error: unknown) =>
    error instanceof DataError && (error.code === 'BAD_PARAMETERS' || error.code === 'UNKNOWN_NAME')
  const orElse = (next: () => ReturnType<typeof load>) => (error: unknown) => {
    if (isOther(error)) return next()
    throw error
  }
  const { count, dim, read } = await load({ array: 'codes' })
    .catch(orElse(() => load({ labels: 'label' })))
    .catch(orElse(() => load({})))
  return { shape: [count, dim], data: read(Uint32Array.from({ length: count }, (_, i) => i)) }
}
