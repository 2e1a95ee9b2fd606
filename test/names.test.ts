import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { baselineFamilies } from '@vsc/baselines'
import { builtIn, createLab } from '@vsc/lab'
import { expect, it } from 'vitest'
import { apps, packages, root, sourceFiles } from './workspace.js'

// Programs know models by their records, so that a new one is its file and its line among the families.

/** The paper's experiments compare models that they name; nothing else may. */
const sources = [...packages, ...apps]
  .filter(({ name }) => name !== '@vsc/experiments')
  .flatMap(({ folder }) => sourceFiles(join(folder, 'src')))
  .filter((file) => !file.endsWith('.test.ts'))
  .map((file) => ({ file: relative(root, file), code: withoutComments(readFileSync(file, 'utf8')) }))

function withoutComments(code: string): string {
  return code.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
}

it.each(baselineFamilies.map(({ name }) => name))('%s is named in its own file alone', (name) => {
  const naming = sources.filter(({ code }) => code.includes(`'${name}'`)).map(({ file }) => file)
  expect(naming).toEqual([`packages/baselines/src/${name}.ts`])
})

it('a lab has every family once, VSC first', () => {
  const names = createLab([]).models.map(({ name }) => name)
  expect(names).toEqual(['vsc', ...baselineFamilies.map(({ name }) => name)])
  expect(builtIn.models.every(({ name }) => /^[a-z][a-z0-9-]*$/.test(name))).toBe(true)
})
