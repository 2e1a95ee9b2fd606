import type { Split } from '../data-set.js'
import type { RemoteFile } from '../fetch/remote-file.js'

/** A data set published as the four files of MNIST: 60,000 + 10,000 labelled images of 28 x 28 bytes. */
export interface Collection {
  readonly name: string
  readonly title: string
  readonly classes: readonly string[]
  readonly files: Readonly<Record<Split, { readonly images: PublishedIdx; readonly labels: PublishedIdx }>>
}

/** A file that is published packed, and often kept unpacked, packed again, or under another name. */
export interface PublishedIdx extends RemoteFile {
  /** What it holds. */
  readonly contents: { readonly bytes: number; readonly sha256: string }
}

type Part = 'trainImages' | 'trainLabels' | 'testImages' | 'testLabels'

/** Bytes of a header and of what follows. */
const contentBytes: Readonly<Record<Part, number>> = {
  trainImages: 16 + 60_000 * 28 * 28,
  trainLabels: 8 + 60_000,
  testImages: 16 + 10_000 * 28 * 28,
  testLabels: 8 + 10_000,
}

/** Fashion-MNIST, of Xiao, Rasul and Vollgraf, 2017. */
export const fashionMnist: Collection = collection({
  name: 'fashion-mnist',
  title: 'Fashion-MNIST',
  classes: ['T-shirt/top', 'Trouser', 'Pullover', 'Dress', 'Coat', 'Sandal', 'Shirt', 'Sneaker', 'Bag', 'Ankle boot'],
  mirrors: [
    'https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion',
    'http://fashion-mnist.s3-website.eu-central-1.amazonaws.com',
  ],
  known: {
    trainImages: [26_421_880, '3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84'],
    trainLabels: [29_515, 'a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845'],
    testImages: [4_422_102, '346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073'],
    testLabels: [5_148, '67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5'],
  },
  contents: {
    trainImages: 'c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888',
    trainLabels: 'bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9',
    testImages: '5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b',
    testLabels: '0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34',
  },
})

/** MNIST, of LeCun, Cortes and Burges, 1998. */
export const mnist: Collection = collection({
  name: 'mnist',
  title: 'MNIST',
  classes: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
  mirrors: ['https://ossci-datasets.s3.amazonaws.com/mnist', 'https://storage.googleapis.com/cvdf-datasets/mnist'],
  known: {
    trainImages: [9_912_422, '440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609'],
    trainLabels: [28_881, '3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c'],
    testImages: [1_648_877, '8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6'],
    testLabels: [4_542, 'f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6'],
  },
  contents: {
    trainImages: 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
    trainLabels: '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
    testImages: '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
    testLabels: 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
  },
})

/** The four files of a collection. */
export function filesOf({ files }: Collection): readonly PublishedIdx[] {
  return Object.values(files).flatMap(({ images, labels }) => [images, labels])
}

/** The eight files, which have the same four names: one is easily put in the other's folder. */
export const everyFile: readonly PublishedIdx[] = [fashionMnist, mnist].flatMap(filesOf)

type Known = readonly [bytes: number, sha256: string]

interface CollectionOptions extends Omit<Collection, 'files'> {
  readonly mirrors: readonly string[]
  readonly known: Readonly<Record<Part, Known>>
  /** SHA-256 of what the files hold. */
  readonly contents: Readonly<Record<Part, string>>
}

function collection({ mirrors, known, contents, ...description }: CollectionOptions): Collection {
  const file = (name: string, part: Part, holds: string): PublishedIdx => {
    const [bytes, sha256] = known[part]
    return {
      name,
      title: `the ${holds} of ${description.title}`,
      bytes,
      checksum: `sha256:${sha256}`,
      mirrors: mirrors.map((mirror) => `${mirror}/${name}`),
      contents: { bytes: contentBytes[part], sha256: contents[part] },
    }
  }
  return {
    ...description,
    files: {
      train: {
        images: file('train-images-idx3-ubyte.gz', 'trainImages', 'training images'),
        labels: file('train-labels-idx1-ubyte.gz', 'trainLabels', 'training labels'),
      },
      test: {
        images: file('t10k-images-idx3-ubyte.gz', 'testImages', 'test images'),
        labels: file('t10k-labels-idx1-ubyte.gz', 'testLabels', 'test labels'),
      },
    },
  }
}
