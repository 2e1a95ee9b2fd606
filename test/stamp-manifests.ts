import { readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { apps, packages, platforms, root, type WorkspacePackage } from './workspace.js'

// Where the project lives is said once, as `repository` in the root's package.json. `pnpm run stamp` writes it wherever else it has to
// stand, and test/manifests.test.ts holds that nobody forgot to.

interface Root {
  readonly repository: { readonly url: string }
  readonly author: string
}

const { repository, author: authors } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Root

/** The project's page, as a browser opens it. */
export const home = repository.url.replace(/^git\+|\.git$/g, '')

const keywords = ['vae', 'variational-autoencoder', 'sparse-coding', 'disentanglement', 'machine-learning']

/** Everything that is published. */
export const publishedPackages: readonly WorkspacePackage[] = [...packages, ...apps, ...platforms].filter(
  ({ manifest }) => !manifest.private,
)

/** A package's manifest with what all of them say. */
export function stampedManifest(each: WorkspacePackage): Record<string, unknown> {
  const { folder } = each
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<string, object>
  const { name, version, description, license, author = authors, keywords: own = [], ...rest } = manifest
  const shared = platforms.includes(each) ? [] : keywords
  const directory = relative(root, folder).replaceAll('\\', '/')
  const files = rest.files as readonly string[]
  return {
    name,
    version,
    description,
    keywords: [...new Set([...shared, ...(own as string[])])],
    homepage: `${home}/tree/main/${directory}#readme`,
    bugs: `${home}/issues`,
    repository: { type: 'git', url: repository.url, directory },
    license,
    author,
    ...rest,
    files: files.includes('CHANGELOG.md') ? files : [...files, 'CHANGELOG.md'],
    publishConfig: { ...rest.publishConfig, provenance: true },
  }
}

const linkToRepository = /https:\/\/github\.com\/[\w.-]+\/[\w.-]+\/(blob|tree)\/main\//g

/** A page with its links into the repository leading to this one. */
export const stampedPage = (text: string): string => text.replaceAll(linkToRepository, `${home}/$1/main/`)

/** What a paper cites. */
export const stampedCitation = (text: string): string =>
  text.replace(/^repository-code: .*$/m, `repository-code: ${home}`)

if (process.argv[1]?.endsWith('stamp-manifests.ts')) {
  for (const each of publishedPackages) {
    writeFileSync(join(each.folder, 'package.json'), `${JSON.stringify(stampedManifest(each), null, 2)}\n`)
    const page = join(each.folder, 'README.md')
    writeFileSync(page, stampedPage(readFileSync(page, 'utf8')))
  }
  const citation = join(root, 'CITATION.cff')
  writeFileSync(citation, stampedCitation(readFileSync(citation, 'utf8')))
}
