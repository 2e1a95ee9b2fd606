import { expect, inject, it } from 'vitest'
import { publishedPackages } from '../stamp-manifests.js'
import { root } from '../workspace.js'
import { run } from './run.js'

it('a dry run says of every package how large it is, and what the registry has already', async () => {
  const { url } = inject('registry')
  const said = await run('pnpm', ['run', 'release', '--dry-run'], root, { npm_config_registry: url })
  expect(said).toContain(`To ${url} would go`)
  for (const { name } of publishedPackages) {
    const line = said.split('\n').find((each) => each.startsWith(`${name}@`))
    expect(line).toMatch(/ kB packed, .* kB unpacked, \d+ files; is there already, and would be left alone$/)
  }
})
