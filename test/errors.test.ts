import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { exitCodeOf, exitCodes, isVscError } from '@vsc/terminal'
import { describe, expect, it } from 'vitest'
import { apps, packages, root, sourceFiles } from './workspace.js'

/** Every class of errors in the sources of packages and apps, by the file that it stands in. */
const classes = [...packages, ...apps].flatMap(({ folder }) =>
  sourceFiles(join(folder, 'src'))
    .filter((file) => !file.endsWith('.test.ts'))
    .flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/class (\w+) extends \w*Error\b/g)].map(([, name]) => ({
        name: name!,
        file: relative(root, file),
        index: join(folder, 'src', 'index.ts'),
      })),
    ),
)

type ErrorClass = new (code: string, message: string) => Error

const errorOf = async (file: string, name: string, code: string): Promise<Error> => {
  const module: Readonly<Record<string, ErrorClass>> = await import(join(root, file))
  return new module[name]!(code, 'what happened')
}

it('there are classes of errors to look at', () => {
  expect(classes.length).toBeGreaterThanOrEqual(packages.filter(({ name }) => name !== '@vsc/random').length - 2)
})

describe.each(classes)('$name', ({ name, file, index }) => {
  it('stands in errors.ts and, in a package, is exported', () => {
    expect(file).toMatch(/\/src\/errors\.ts$/)
    if (file.startsWith('packages')) expect(readFileSync(index, 'utf8')).toMatch(new RegExp(`\\b${name}\\b`))
  })

  it('carries the marker, its name and a code', async () => {
    const error = await errorOf(file, name, 'ODD')
    expect(isVscError(error)).toBe(true)
    expect(error).toMatchObject({ name, code: 'ODD', message: 'what happened' })
  })

  it('says of every code whether the input was at fault', async () => {
    const codes = [...new Set(readFileSync(join(root, file), 'utf8').match(/'[A-Z]+(_[A-Z]+)*'/g))]
    expect(codes.length).toBeGreaterThan(0)
    const failures = [
      ...['DOWNLOAD_FAILED', 'FAILED', 'FOLDER_LOST', 'NOT_FINITE', 'NOT_WRITABLE', 'OTHER_RUN', 'RUN_FAILED'],
      'STORE_DAMAGED',
    ]
    for (const code of codes.map((quoted) => quoted.slice(1, -1))) {
      const expected = failures.includes(code) ? exitCodes.failed : exitCodes.badInput
      expect(exitCodeOf(await errorOf(file, name, code)), code).toBe(expected)
    }
  })
})
