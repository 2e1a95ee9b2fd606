import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Example, readmeExamples } from '../examples.js'
import { root } from '../workspace.js'
import { installPublished, published } from './install.js'
import { run } from './run.js'
import { obtain, runtimes } from './runtimes.js'

// Every example of every README, on what else than this Node.js there is. They run in one process, one after another.

const pages = [{ name: 'repository', folder: root }, ...published]
const examples = pages.flatMap(({ name, folder }) =>
  readmeExamples(folder).map((example) => ({ ...example, place: `${basename(name)}-${example.place}` })),
)

let project: string
let remove = () => {}
const fileOf = ({ place }: Example) => `${place.replaceAll(/[:.]/g, '-')}.js`

beforeAll(async () => {
  ;({ project, remove } = await installPublished())
  for (const example of examples) {
    const { outputText } = ts.transpileModule(example.code, { compilerOptions: { target: ts.ScriptTarget.ES2023 } })
    writeFileSync(join(project, fileOf(example)), outputText)
  }
  // As test/run-examples.ts does from source.
  const runner = ts.transpileModule(readFileSync(join(root, 'test/run-examples.ts'), 'utf8'), {
    compilerOptions: { target: ts.ScriptTarget.ES2023 },
  })
  writeFileSync(join(project, 'run-examples.js'), `import process from 'node:process'\n${runner.outputText}`)
})
afterAll(() => remove())

describe.each(runtimes)('$name', (runtime) => {
  let results: (string | null)[]

  beforeAll(async () => {
    const { program, remove } = await obtain(runtime)
    const home = join(project, 'home', runtime.name.replace(/\W/g, ''))
    mkdirSync(home, { recursive: true })
    const paths = examples.map((example) => join(project, fileOf(example)))
    const file = join(home, 'results.json')
    try {
      await run(program, [...runtime.args, join(project, 'run-examples.js'), file, ...paths], project, { HOME: home })
    } finally {
      remove()
    }
    results = JSON.parse(readFileSync(file, 'utf8')) as (string | null)[]
  })

  it.each(examples.map(({ place }, i) => [place, i] as const))('runs %s', (_, i) => {
    expect(results[i]).toBeNull()
  })
})
