import type { Split } from '../data-set.js'
import type { RemoteFile } from '../fetch/remote-file.js'

/** The numbers of every example as published. */
export const publishedFeatures = 561

/** The examples of each split as published. */
export const publishedRows: Readonly<Record<Split, number>> = { train: 7352, test: 2947 }

/**
 * The three packings in which the same text files are published: an archive around the second, the second, and one with the
 * other line ends. Any one will do.
 */
export const publishedArchives: readonly RemoteFile[] = [
  {
    name: 'human+activity+recognition+using+smartphones.zip',
    title: "UCI-HAR's archive",
    checksum: 'sha256:c00b803081a5c797cd5e4b83700a9810b38d53d9d84e01917e090e1fdbc81031',
    mirrors: ['https://archive.ics.uci.edu/static/public/240/human+activity+recognition+using+smartphones.zip'],
  },
  {
    name: 'UCI HAR Dataset.zip',
    title: "UCI-HAR's inner archive",
    checksum: 'sha256:2045e435c955214b38145fb5fa00776c72814f01b203fec405152dac7d5bfeb0',
    mirrors: ['https://archive.ics.uci.edu/ml/machine-learning-databases/00240/UCI%20HAR%20Dataset.zip'],
  },
  {
    name: 'getdata_projectfiles_UCI HAR Dataset.zip',
    title: 'the other packing of UCI-HAR',
    bytes: 62_556_944,
    checksum: 'sha256:50dabbc800629611831a85b8b71c87040525ca4af6a152c6ba9360ecee6b92dc',
    mirrors: ['https://d396qusza40orc.cloudfront.net/getdata%2Fprojectfiles%2FUCI%20HAR%20Dataset.zip'],
  },
]
