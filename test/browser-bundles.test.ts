import { join, relative } from 'node:path'
import { gzipSync } from 'node:zlib'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { browserEntries, bundleForBrowser } from './browser-bundle.js'
import { entriesOf, packages, root } from './workspace.js'

// Each is bundled whole, so that nothing of Node.js hides in what is rarely used.

describe.each(browserEntries)('%s', (entry) => {
  it('bundles for a page, with nothing of Node.js in it', async () => {
    const { script, imports } = await bundleForBrowser(`export * from '${entry}'`)
    const packed = gzipSync(script).length
    console.info(`${entry}: ${kilobytes(script.length)} minified, ${kilobytes(packed)} packed`)
    expect(imports).toEqual([])
    expect(packed).toBeLessThan(entry === '@vsc/engine/web' ? 250_000 : 80_000)
  })
})

it('all of them together bundle once', async () => {
  const all = browserEntries.map((entry, i) => `import * as m${i} from '${entry}'`).join('\n')
  const used = `globalThis.all = [${browserEntries.map((_, i) => `m${i}`).join(', ')}]`
  const { imports, inputs } = await bundleForBrowser(`${all}\n${used}`)
  expect(imports).toEqual([])
  const cores = new Set(
    Object.keys(inputs)
      .map((path) => /.*node_modules\/@tensorflow\/tfjs-core\//.exec(path)?.[0])
      .filter(Boolean),
  )
  expect(cores.size).toBe(1)
})

it('none of them needs the types of Node.js', () => {
  const files = packages
    .flatMap(entriesOf)
    .filter(({ specifier }) => browserEntries.some((entry) => entry === specifier))
  const { config } = ts.readConfigFile(join(root, 'tsconfig.base.json'), ts.sys.readFile)
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root)
  // Of engines they know the interface alone, which the engine for pages has too.
  const paths = { '@vsc/engine': [join(root, 'packages/engine/src/web.ts')] }
  const program = ts.createProgram(
    files.map(({ file }) => file),
    { ...options, paths, types: [], lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'] },
  )
  const problems = ts.getPreEmitDiagnostics(program).map(({ file, start = 0, messageText }) => {
    const place = file && `${relative(root, file.fileName)}:${file.getLineAndCharacterOfPosition(start).line + 1}`
    return `${place}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`
  })
  expect(files.length).toBe(browserEntries.length)
  expect(problems.slice(0, 20)).toEqual([])
})

const kilobytes = (bytes: number): string => `${Math.round(bytes / 1000)} kB`
