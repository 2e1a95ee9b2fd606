import { execFileSync } from 'node:child_process'
import type { BenchedStep } from './models.js'

/**
 * Runs another program that measures the same step: a shell command with {model}, {latentDim}, {hiddenDim} and {batch} in it, which
 * prints a line of JSON with the milliseconds of a step as `ms`.
 */
export function measureBeside(command: string, step: BenchedStep): number {
  const filled = command.replace(
    /\{(model|latentDim|hiddenDim|batch)\}/g,
    (_, key: keyof typeof step) => `${step[key]}`,
  )
  const printed = execFileSync('sh', ['-c', filled], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
  const line = printed.trim().split('\n').at(-1) ?? ''
  const ms = (JSON.parse(line) as { ms?: unknown }).ms
  if (typeof ms !== 'number')
    throw new Error(`'${filled}' must print a line of JSON with a number 'ms', it printed: ${line}`)
  return ms
}
