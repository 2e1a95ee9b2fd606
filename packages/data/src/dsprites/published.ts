import type { RemoteFile } from '../fetch/remote-file.js'

const name = 'dsprites_ndarray_co1sh3sc6or40x32y32_64x64.npz'

export const publishedFile: RemoteFile = {
  name,
  title: 'dSprites',
  checksum: 'md5:7da33b31b13a06f4b04a70402ce90c2e',
  mirrors: [
    `https://github.com/google-deepmind/dsprites-dataset/raw/master/${name}`,
    `https://raw.githubusercontent.com/google-deepmind/dsprites-dataset/master/${name}`,
  ],
}

export const imageSize = 64

/** What the images are made of, in the order of the published columns. */
export const dSpritesFactors = ['color', 'shape', 'scale', 'orientation', 'posX', 'posY'] as const
