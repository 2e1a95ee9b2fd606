import type { DataSetFamily } from '../catalogue/data-set-family.js'
import { splitOptions } from '../catalogue/option-schemas.js'
import { directoryOf } from '../fetch/data-directory.js'
import { verifyFiles } from '../fetch/file-status.js'
import { obtainFile } from '../fetch/obtain-file.js'
import { loadDSprites } from './load.js'
import { publishedFile } from './published.js'

export const builtInDSprites: DataSetFamily = {
  name: 'dsprites',
  title: 'dSprites',
  description:
    'Binary images of 64 x 64 pixels of one shape, with its six factors, 737,280. From Matthey, Higgins, Hassabis and Lerchner 2017.',
  terms: 'free for any use, as the licence in its repository says',
  home: 'https://github.com/google-deepmind/dsprites-dataset',
  bytes: 26_000_000,
  options: splitOptions,
  load: loadDSprites,
  async fetch({ directory = directoryOf('dsprites'), ...options } = {}) {
    await obtainFile(publishedFile, { ...options, directory })
  },
  verify: async ({ directory = directoryOf('dsprites') } = {}) => verifyFiles([publishedFile], { directory }),
}
