import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { runCli } from '../src/cli.js'
import type { Summary } from '../src/run/experiment-folder.js'

/** What a run left: its words on stderr, and the files of its folder. */
export interface SmokeRun {
  readonly said: string
  readonly summary: Summary
  readonly report: string
  readonly read: (file: string) => Promise<string>
}

/** Runs an experiment's smoke preset in this process, into a new folder, and expects it to end well. */
export async function runSmoke(name: string, folder: string, ...options: string[]): Promise<SmokeRun> {
  const said: string[] = []
  const stderr = (text: string) => said.push(text)
  const terminal = { stdout: () => {}, stderr, signal: new AbortController().signal }
  const code = await runCli([name, '--preset', 'smoke', '--jobs', '1', '--out', folder, ...options], terminal)
  expect(code, said.join('')).toBe(0)
  const read = (file: string) => readFile(join(folder, file), 'utf8')
  return {
    said: said.join(''),
    summary: JSON.parse(await read('summary.json')),
    report: await read('report.html'),
    read,
  }
}

/** What a report says in words: without its figures. */
export const textOf = (report: string): string => report.replace(/<svg.*?<\/svg>/gs, '')
