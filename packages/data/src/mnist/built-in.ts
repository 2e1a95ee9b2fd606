import type { DataSetFamily } from '../catalogue/data-set-family.js'
import { directoryOf } from '../fetch/data-directory.js'
import { type Collection, fashionMnist, filesOf, mnist } from './collections.js'
import { obtainIdx, verifyIdx } from './find-idx.js'
import { loadFashionMnist, loadMnist } from './load.js'

export const builtInFashionMnist: DataSetFamily = {
  ...entryOf(fashionMnist),
  description:
    'Grey images of 28 x 28 pixels of ten kinds of clothing, 60,000 + 10,000. From Xiao, Rasul and Vollgraf 2017.',
  terms: 'MIT',
  home: 'https://github.com/zalandoresearch/fashion-mnist',
  load: loadFashionMnist,
}

export const builtInMnist: DataSetFamily = {
  ...entryOf(mnist),
  description:
    'Grey images of 28 x 28 pixels of handwritten digits, 60,000 + 10,000. From LeCun, Cortes and Burges 1998.',
  terms: 'CC BY-SA 3.0',
  home: 'http://yann.lecun.com/exdb/mnist/',
  load: loadMnist,
}

function entryOf(collection: Collection): Pick<DataSetFamily, 'name' | 'title' | 'bytes' | 'fetch' | 'verify'> {
  const { name, title } = collection
  const files = filesOf(collection)
  return {
    name,
    title,
    bytes: files.reduce((sum, { bytes = 0 }) => sum + bytes, 0),
    async fetch({ directory = directoryOf(name), ...options } = {}) {
      for (const file of files) await obtainIdx(file, { ...options, directory })
    },
    verify: async ({ directory = directoryOf(name) } = {}) => verifyIdx(files, directory),
  }
}
