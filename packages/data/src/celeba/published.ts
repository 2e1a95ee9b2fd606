import type { RemoteFile } from '../fetch/remote-file.js'

/** The part of CelebA that an image is published in. */
export type CelebASplit = 'train' | 'valid' | 'test'

/** Every aligned image has this size in pixels. */
export const publishedSize = { width: 178, height: 218 } as const

/** The images of each split, which follow one another by number in this order. */
export const publishedCounts: Readonly<Record<CelebASplit, number>> = { train: 162_770, valid: 19_867, test: 19_962 }

const id = '0B7EVK8r0v71pZjFTYXZWM3FlRnM'

/** The 202,599 aligned and cropped images. Google Drive asks for a confirmation before large files; the first URL gives it. */
export const publishedArchive: RemoteFile = {
  name: 'img_align_celeba.zip',
  title: 'the aligned images of CelebA',
  bytes: 1_443_490_838,
  checksum: 'sha256:46fb89443c578308acf364d7d379fe1b9efb793042c0af734b6112e4fd3a8c74',
  mirrors: [
    `https://drive.usercontent.google.com/download?id=${id}&export=download&confirm=t`,
    `https://drive.google.com/uc?export=download&id=${id}&confirm=t`,
  ],
}

export const partitionFile = 'list_eval_partition.txt'

export const home = 'https://mmlab.ie.cuhk.edu.hk/projects/CelebA.html'

export const terms = 'for non-commercial research only; its images may not be passed on or published'

/** How to come by the images where Google Drive refuses: it limits how often a file is fetched. */
export function placeByHand(directory: string): string {
  return (
    `In a browser, open ${home}, choose "Align&Cropped Images", ` +
    `and put img_align_celeba.zip, or the folder img_align_celeba unpacked from it, into ${directory}; beside it may stand ` +
    `list_eval_partition.txt, without which the official partition is taken by the images' numbers. CelebA is ${terms}`
  )
}
