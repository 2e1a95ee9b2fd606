import type { DataDescription } from '@vsc/training'
import { describe, expect, it } from 'vitest'
import { pythonLines } from './python.js'

const array: DataDescription = {
  ...{ name: 'own.npy', count: 10, shape: [4, 4], range: [0, 1], provenance: {} },
  preparation: { kind: 'unit', range: [-1, 3] },
}

describe('the lines of Python', () => {
  it.each<[string, Partial<DataDescription>, string[]]>([
    [
      'arrays, mapped onto 0 to 1',
      {},
      [
        'x = np.load("examples.npy")  # [N, 4, 4], as they were before they were prepared',
        'x = np.asarray(x, np.float64).reshape(-1, 16)',
        'lowest, highest = data["preparation"]["range"]',
        'x = (x - lowest) / (highest - lowest)',
        'raw = mean * (highest - lowest) + lowest  # on the scale of the files',
      ],
    ],
    [
      'a named array, left as it is',
      { provenance: { array: 'x' }, preparation: { kind: 'none' } },
      ['x = np.load("examples.npz")["x"]  # [N, 4, 4], as they were before they were prepared'],
    ],
    [
      'a table, standardised',
      {
        shape: [2],
        layout: { range: [0, 9], columns: ['w', 'h'] },
        preparation: { kind: 'standardise', means: [1, 2], deviations: [3, 4] },
      },
      [
        '    x = [[float(row[name]) for name in data["layout"]["columns"]] for row in csv.DictReader(file)]',
        'means, deviations = (np.array(data["preparation"][key]) for key in ("means", "deviations"))',
        'x = (x - means) / deviations',
      ],
    ],
    [
      'a table without names',
      { shape: [2], layout: { range: [0, 9], columns: ['1', '3'] } },
      ['columns = [int(number) - 1 for number in data["layout"]["columns"]]'],
    ],
    [
      'images, of norm 1',
      { layout: { range: [0, 255], image: { height: 4, width: 4, channels: 1 } }, preparation: { kind: 'l2' } },
      [
        'x = np.stack([np.asarray(ImageOps.fit(image, (width, height))) for image in images])',
        'x = x / np.where(norms == 0, 1, norms)',
      ],
    ],
  ])('read and prepare %s', (_, data, expected) => {
    const lines = pythonLines({ ...array, ...data }).split('\n')
    for (const line of expected) expect(lines).toContain(line)
    expect(lines.indexOf('x = x.astype(np.float32)')).toBeGreaterThan(0)
  })
})
