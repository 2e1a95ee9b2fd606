import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadUciHar } from '@vsc/data/node'
import { describe, expect, it } from 'vitest'
import { readUciHar } from './data-set.js'
import { folderSource } from './source.js'

const real = process.env.VSC_DATA_DIR

describe.skipIf(real === undefined)('the published files (skipped unless VSC_DATA_DIR is set)', () => {
  it('have the activities, people and features that are reported, and the name says where they are cut', async () => {
    const train = await loadUciHar({ split: 'train', download: false })
    expect(train).toMatchObject({ count: 7352, dim: 265, shape: [265], range: [-1, 1] })
    expect(train.name).toBe('uci-har, features 1 to 265 of 561')
    expect(train.provenance).toEqual({ split: 'train', features: '1 to 265 of 561' })
    expect(train.classes).toEqual([
      'WALKING',
      'WALKING_UPSTAIRS',
      'WALKING_DOWNSTAIRS',
      'SITTING',
      'STANDING',
      'LAYING',
    ])
    const counts = train.classes.map((_, activity) => train.labels.filter((label) => label === activity).length)
    expect(counts).toEqual([1226, 1073, 986, 1286, 1374, 1407])
    expect(new Set(train.subjects).size).toBe(21)
    expect(train.features.slice(0, 2)).toEqual(['tBodyAcc-mean()-X', 'tBodyAcc-mean()-Y'])
    expect(train.values[0]).toBe(Math.fround(0.28858451))
  })

  it('have all 561 columns where they are whole, the first of them those of the cut copy', async () => {
    const folder = join(real ?? '', 'uci-har/full561-mini')
    const whole = await readUciHar(folderSource(join(folder, 'UCI HAR Dataset')), { split: 'test', rows: 15 })
    expect(whole).toMatchObject({ name: 'uci-har', dim: 561, provenance: { split: 'test' } })
    expect([whole.features[560], whole.features.length]).toEqual(['angle(Z,gravityMean)', 561])

    const cut = await loadUciHar({ split: 'test', download: false })
    const { source_row_in_X_test_0based: rows } = JSON.parse(readFileSync(join(folder, 'rows.json'), 'utf8'))
    rows.forEach((row: number, k: number) => {
      expect(Array.from(whole.read([k]).subarray(0, 265))).toEqual(Array.from(cut.read([row])))
      expect([whole.labels[k], whole.subjects[k]]).toEqual([cut.labels[row], cut.subjects[row]])
    })
  })
})
