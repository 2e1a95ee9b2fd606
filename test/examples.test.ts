import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { promisify } from 'node:util'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { docExamples, type Example, pageExamples, readmeExamples } from './examples.js'
import { packages, root } from './workspace.js'

interface ExampleSet {
  readonly name: string
  readonly folder: string
  readonly examples: readonly Example[]
}

const exampleSets: readonly ExampleSet[] = [
  { name: 'the repository', folder: root, examples: [...readmeExamples(root), ...pageExamples(root)] },
  ...packages.map((each) => ({
    name: each.name,
    folder: each.folder,
    examples: [...readmeExamples(each.folder), ...docExamples(each)],
  })),
]

/** Each example's file. They are written below the package's own folder, so that imports resolve as its own do. */
const files = new Map<Example, string>()
const temporaries: string[] = []

beforeAll(() => {
  for (const { folder, examples } of exampleSets) {
    const temporary = mkdtempSync(join(folder, '.examples-'))
    temporaries.push(temporary)
    for (const example of examples) {
      const file = join(temporary, `${example.place.replace(':', '-')}.ts`)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, example.code)
      files.set(example, file)
    }
  }
})
afterAll(() => {
  for (const temporary of temporaries) rmSync(temporary, { recursive: true, force: true })
})

describe.each(exampleSets)('examples of $name', ({ examples }) => {
  let errors: ReadonlyMap<Example, string | null>

  beforeAll(async () => {
    errors = await runAll(examples)
  })

  it('begin with one in the README', () => {
    expect(examples[0]?.place).toMatch(/^README/)
  })

  it.each(examples)('$place runs', (example) => {
    expect(errors.get(example)).toBeNull()
  })
})

describe('examples', () => {
  it('hold their types', () => {
    expect(typeErrors([...files.values()])).toEqual([])
  })
})

/** Runs examples in one process of their own, from source, and gives what each threw. */
async function runAll(examples: readonly Example[]): Promise<ReadonlyMap<Example, string | null>> {
  if (examples.length === 0) return new Map()
  const paths = examples.map((example) => files.get(example)!)
  const results = join(dirname(paths[0]!), 'results.json')
  const tsx = join(root, 'node_modules/.bin/tsx')
  await promisify(execFile)(tsx, ['--conditions=@vsc/source', join(root, 'test/run-examples.ts'), results, ...paths])
  const errors = JSON.parse(readFileSync(results, 'utf8')) as (string | null)[]
  return new Map(examples.map((example, index) => [example, errors[index]!]))
}

function typeErrors(paths: readonly string[]): string[] {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.base.json'), ts.sys.readFile)
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root)
  // Strict, as most projects are. An example also shows values that it does not use further.
  const program = ts.createProgram(paths, { ...options, noUnusedLocals: false })
  return paths
    .flatMap((path) => program.getSemanticDiagnostics(program.getSourceFile(path)))
    .map(
      ({ file, messageText }) =>
        `${relative(root, file?.fileName ?? '')}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
    )
}
