import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Application, Converter, type ParameterReflection, type ProjectReflection } from 'typedoc'
import type { PluginOptions } from 'typedoc-plugin-markdown'

const here = import.meta.dirname
const root = join(here, '../../..')
const packages = readdirSync(join(root, 'packages'))

/** The file behind every way into a package, such as `@vsc/data` and `@vsc/data/node`. */
const entryPoints = packages.flatMap((name) => {
  const folder = join(root, 'packages', name)
  const { exports, publishConfig } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest
  return Object.entries(exports)
    .filter(([path]) => path in publishConfig.exports) // others are for the repository itself
    .map(([, conditions]) => join(folder, conditions['@vsc/source']))
})

interface Manifest {
  readonly exports: Readonly<Record<string, { readonly '@vsc/source': string }>>
  readonly publishConfig: { readonly exports: Readonly<Record<string, unknown>> }
}

/** Every exported symbol has words of its own; properties speak for themselves where they have none. */
const documented = ['Enum', 'Variable', 'Function', 'Class', 'Interface', 'Method', 'Accessor', 'TypeAlias'] as const

const pages: Partial<PluginOptions> & { readonly docsRoot: string } = {
  docsRoot: join(root, 'docs'), // of typedoc-vitepress-theme: what links in its sidebar begin from
  outputFileStrategy: 'modules',
  entryFileName: 'index',
  hidePageHeader: true,
  hideBreadcrumbs: true,
  useCodeBlocks: true,
  parametersFormat: 'table',
  interfacePropertiesFormat: 'table',
  classPropertiesFormat: 'table',
  typeAliasPropertiesFormat: 'table',
  typeDeclarationFormat: 'table',
  tableColumnSettings: { hideModifiers: true, hideSources: true, hideOverrides: true, hideInherited: true },
}

/**
 * Writes the reference of every package's exports into docs/api, a page of Markdown each.
 *
 * @throws Error where a symbol has no documentation or a link leads nowhere, after each has been named on stderr
 */
export async function writeReference(): Promise<void> {
  const app = await Application.bootstrapWithPlugins({
    ...{ name: 'API reference', readme: 'none', out: join(root, 'docs/api') },
    ...{ basePath: root, entryPoints },
    ...{ tsconfig: join(here, 'tsconfig.json'), skipErrorChecking: true, logLevel: 'Warn' },
    ...{ excludeInternal: true, excludeExternals: true },
    plugin: ['typedoc-plugin-markdown', 'typedoc-vitepress-theme'],
    requiredToBeDocumented: [...documented],
    packagesRequiringDocumentation: packages.map((name) => `@vsc/${name}`),
    validation: { notDocumented: true, invalidLink: true, invalidPath: true, notExported: false },
    ...pages,
  })
  app.converter.on(Converter.EVENT_CREATE_PARAMETER, nameOptions)
  const project = await app.convert()
  if (project !== undefined) {
    app.validate(project)
    const pages = project.children?.map(({ name }) => name)
    const without = packages.map((name) => `@vsc/${name}`).filter((name) => !pages?.includes(name))
    if (without.length > 0) throw new Error(`src/index.ts begins with no @module of its name: ${without.join(', ')}`)
  }
  if (project === undefined || app.logger.hasErrors() || app.logger.hasWarnings()) {
    throw new Error('The reference is not complete: see the warnings above.')
  }
  await app.generateOutputs(project as ProjectReflection)
}

/** A parameter that is taken apart where it comes in is called `options`, as its `@param` tags call it. */
function nameOptions(_context: unknown, parameter: ParameterReflection): void {
  if (parameter.name === '__namedParameters') parameter.name = 'options'
}
