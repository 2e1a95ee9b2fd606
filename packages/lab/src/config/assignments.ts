import { parse } from 'yaml'
import { LabError } from '../errors.js'
import type { ConfigTree } from './tree.js'

/**
 * What `--set path.to.key=value` says, as a configuration that holds this one key. The value is YAML: `0.2`, `true`, `null`,
 * `[18, 40]`, `bernoulli`.
 *
 * @throws LabError `BAD_ASSIGNMENT` where it is no assignment or the value no YAML
 */
export function parseAssignment(text: string): ConfigTree {
  const [, path, value] = /^\s*([^=\s]+)\s*=(.*)$/s.exec(text) ?? []
  const keys = path?.split('.') ?? []
  if (value === undefined || keys.some((key) => key === '')) {
    throw new LabError('BAD_ASSIGNMENT', `--set ${text}: expected key=value, such as --set training.iterations=500`)
  }
  return keys.reduceRight<unknown>((inner, key) => ({ [key]: inner }), parseValue(text, value)) as ConfigTree
}

function parseValue(text: string, value: string): unknown {
  try {
    return parse(value, { version: '1.2' })
  } catch (cause) {
    throw new LabError('BAD_ASSIGNMENT', `--set ${text}: the value is no YAML or JSON`, { cause })
  }
}
