import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createEngine } from '@vsc/engine'
import {
  createExperimentFolder,
  createLab,
  type ExperimentRequest,
  resolvePlan,
  runExperiment,
  type Summary,
} from '@vsc/lab'
import { expect } from 'vitest'
import { paper } from '../src/index.js'

export const lab = createLab([paper])

/** The plan of what is asked for. */
export const planOf = (request: Omit<ExperimentRequest, 'lab'>) => resolvePlan({ lab, ...request })

/** What a run left: its words, and the files of its folder. */
export interface SmokeRun {
  readonly said: string
  readonly summary: Summary
  readonly report: string
  readonly read: (file: string) => Promise<string>
}

export interface SmokeOptions {
  readonly overrides?: ExperimentRequest['overrides']
  /** Whether models of other experiments beside the folder are taken over. */
  readonly reuse?: boolean
}

/** Runs an experiment's smoke preset in this process, into a new folder, and expects it to end well. */
export async function runSmoke(
  name: string,
  folder: string,
  { overrides = [], reuse = true }: SmokeOptions = {},
): Promise<SmokeRun> {
  const said: string[] = []
  const plan = planOf({ name, preset: 'smoke', overrides })
  const engine = await createEngine({ name: plan.config.engine })
  await createExperimentFolder(folder, plan.config)
  const { summary, verdict } = await runExperiment({
    ...{ lab, plan, engine, folder, reuse, jobs: 1 },
    signal: new AbortController().signal,
    announce: (message) => said.push(message),
  })
  expect(summary.status, said.join('\n')).toBe('done')
  const read = (file: string) => readFile(join(folder, file), 'utf8')
  return {
    said: [...said, verdict].join('\n'),
    summary: JSON.parse(await read('summary.json')),
    report: await read('report.html'),
    read,
  }
}

/** What a report says in words: without its figures. */
export const textOf = (report: string): string => report.replace(/<svg.*?<\/svg>/gs, '')
