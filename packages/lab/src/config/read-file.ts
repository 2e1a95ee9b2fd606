import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { LabError, messageOf } from '../errors.js'
import { type ConfigTree, isTree } from './tree.js'

/**
 * A configuration file in JSON or YAML (JSON is YAML too), of which nothing more is checked yet.
 *
 * @throws LabError `BAD_FILE` where there is no such file or it holds something else
 */
export async function readConfigFile(path: string): Promise<ConfigTree> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new LabError('BAD_FILE', `the configuration file cannot be read: ${messageOf(cause)}`, { cause })
  })
  const config = parseFile(path, text)
  if (isTree(config)) return config
  throw new LabError('BAD_FILE', `${path} holds no configuration: expected keys and values, in JSON or YAML`)
}

function parseFile(path: string, text: string): unknown {
  try {
    return parse(text)
  } catch (cause) {
    const reason = messageOf(cause).split('\n')[0]
    throw new LabError('BAD_FILE', `${path} is neither JSON nor YAML: ${reason}`, { cause })
  }
}
