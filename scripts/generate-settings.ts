import { writeFileSync } from 'node:fs'
import { settingsPage } from './settings-page.js'
import { settingsTypes } from './settings-types.js'

const root = new URL('../', import.meta.url)

for (const [path, text] of Object.entries(settingsTypes())) writeFileSync(new URL(path, root), text)
writeFileSync(new URL('docs/settings.md', root), settingsPage())
