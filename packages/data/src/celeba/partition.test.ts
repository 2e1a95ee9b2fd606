import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DataError } from '../errors.js'
import { officialPartition, parsePartition } from './partition.js'

describe('officialPartition', () => {
  it('has 162,770 images for training, then 19,867 for validation and 19,962 for testing', () => {
    const at = (number: number) => officialPartition(`${String(number).padStart(6, '0')}.jpg`)
    expect([1, 162_770, 162_771, 182_637, 182_638, 202_599].map(at)).toEqual([
      'train',
      'train',
      'valid',
      'valid',
      'test',
      'test',
    ])
    expect([0, 202_600].map(at)).toEqual([undefined, undefined])
    expect(officialPartition('face.jpg')).toBeUndefined()
  })
})

describe('parsePartition', () => {
  it('reads either line end and any blanks', () => {
    const partition = parsePartition('000001.jpg 0\r\n000002.jpg\t 1 \n\n000003.jpg 2', 'list')
    expect(['000001.jpg', '000002.jpg', '000003.jpg', '000004.jpg'].map(partition)).toEqual([
      'train',
      'valid',
      'test',
      undefined,
    ])
  })

  it('names the line of anything else', () => {
    for (const line of ['000002.jpg', '000002.jpg 3', '2.jpg 0', '../002.jpg 0', '<html>', '000002.jpg 0 0']) {
      expect(() => parsePartition(`000001.jpg 0\n${line}\n`, 'list')).toThrow(
        `list, line 2: found "${line}", expected an image and 0, 1 or 2, such as "000001.jpg 0"`,
      )
    }
    expect(() => parsePartition('000001.jpg 0\n000001.jpg 0\n000001.jpg 2', 'list')).toThrow(
      'list, line 3: 000001.jpg is for test here, for train above',
    )
    expect(() => parsePartition('\r\n', 'list')).toThrow('list lists no images')
  })

  it('answers any text with a DataError or a partition', () => {
    const text = fc.string({ unit: fc.constantFrom(...'0127 \t\r\n', '000001.jpg', '.jpg', 'é'), maxLength: 60 })
    fc.assert(
      fc.property(text, (text) => {
        try {
          expect(['train', 'valid', 'test', undefined]).toContain(parsePartition(text, 'list')('000001.jpg'))
        } catch (error) {
          expect(error).toBeInstanceOf(DataError)
        }
      }),
      { seed: 1, numRuns: 1000 },
    )
  })
})
