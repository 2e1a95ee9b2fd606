import { spawnSync } from 'node:child_process'
import { createLab } from '@vsc/lab'
import { describe, expect, it } from 'vitest'
import { silent } from '../../test/run-here.js'
import { createProgram } from '../program.js'
import { completionScript } from './scripts.js'

const names = {
  models: createLab([]).models.map(({ name }) => name),
  dataSets: ['smiley', 'mnist'],
  experiments: ['elbo'],
}
const script = completionScript(createProgram({ terminal: silent, names, finish() {} }), 'bash')

/** What bash would offer at the end of this line; it takes words apart at `COMP_WORDBREAKS`. */
function offered(line: string, breaks = '=:'): string[] {
  const { stdout, stderr } = spawnSync(
    'bash',
    [
      '-c',
      `${script}\nCOMP_WORDBREAKS=$' \\t\\n'"$2"; COMP_LINE="$1"; COMP_POINT=\${#1}; _vsc; printf '%s\\n' "\${COMPREPLY[@]}"`,
      'bash',
      line,
      breaks,
    ],
    { encoding: 'utf8' },
  )
  expect(stderr).toBe('')
  return stdout.split('\n').filter(Boolean)
}

const hasBash = spawnSync('bash', ['--version']).status === 0

describe.runIf(hasBash)('completion of bash', () => {
  it.each([
    ['vsc comp', ['completion']],
    ['vsc completion ', ['bash', 'zsh', 'fish', '--quiet', '--debug', '--help']],
    ['vsc data ge', ['generate']],
    ['vsc data generate --sp', ['--split']],
    ['vsc data generate --split te', ['test']],
    ['vsc train --model beta-t', ['beta-tcvae']],
    ['vsc train --engine onnx:c', ['cpu', 'cuda']],
    ['vsc train --engine onnx:', ['cpu', 'webgpu', 'cuda']],
    ['vsc train --engine onn', ['onnx', 'onnx:cpu', 'onnx:webgpu', 'onnx:cuda']],
    ['vsc train --engine=tfjs:w', ['wasm']],
    ['vsc config --data m', ['mnist']],
  ])('of %j', (line, expected) => expect(offered(line)).toEqual(expected))

  it('gives whole words where words are not taken apart', () => {
    expect(offered('vsc train --engine onnx:c', '')).toEqual(['onnx:cpu', 'onnx:cuda'])
    expect(offered('vsc train --engine=onnx:c', '')).toEqual(['--engine=onnx:cpu', '--engine=onnx:cuda'])
  })
})
