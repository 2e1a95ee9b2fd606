import type { PlannedRun, RunResult } from '@vsc/lab'
import { parquetReadObjects } from 'hyparquet'
import { expect, it } from 'vitest'
import { groupsOf, rowsOf } from './results.js'
import { toCsv, toParquet } from './write-tables.js'

const runOf = (model: string, seed: number, swept: PlannedRun['swept']) =>
  ({
    ...{ id: `${model}-${seed}`, model, title: model, data: 'some, "quoted"', latentDim: 3, seed, swept },
    configuration: { training: { iterations: 20 } },
  }) as unknown as PlannedRun

const foundOf = (run: PlannedRun, elbo: number) => ({
  run,
  result: { metrics: { elbo, mig: undefined }, seconds: 1.5, stepsPerSecond: 10 } as unknown as RunResult,
})

const found = [foundOf(runOf('a', 1, { alpha: 0.1 }), -10), foundOf(runOf('a', 2, { alpha: 0.1 }), -14)]
const rows = rowsOf(found, [], [runOf('b', 1, { beta: 4 })])

it('has a row for every run, all with the same columns', () => {
  expect(rows.map(Object.keys)).toEqual([Object.keys(rows[0]!), Object.keys(rows[0]!), Object.keys(rows[0]!)])
  expect(rows[0]).toMatchObject({ run: 'a-1', alpha: 0.1, beta: null, state: 'done', elbo: -10, iterations: 20 })
  expect(rows[2]).toMatchObject({ run: 'b-1', alpha: null, beta: 4, state: 'failed', elbo: null })
})

it('has means and sample deviations of groups', () => {
  const [group, ...others] = groupsOf(found)
  expect(others).toEqual([])
  expect(group).toMatchObject({ model: 'a', alpha: 0.1, seeds: 2, elbo: -12 })
  expect(group!.elboDeviation).toBeCloseTo(Math.sqrt(8), 12)
})

it('writes CSV that quotes what must be', () => {
  const [header, first] = toCsv(rows).split('\r\n')
  expect(header).toBe('run,model,data,latentDim,seed,alpha,state,iterations,elbo,seconds,stepsPerSecond,beta')
  expect(first).toBe('a-1,a,"some, ""quoted""",3,1,0.1,done,20,-10,1.5,10,')
})

it('writes Parquet that another library reads', async () => {
  const bytes = await toParquet(rows)
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer
  expect((await parquetReadObjects({ file })).map((row) => ({ ...row }))).toEqual(rows)
})
