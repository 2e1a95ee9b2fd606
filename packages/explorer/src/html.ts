import type { ExplorerContents } from './contents.js'
import { nameNumber } from './kernel-program.js'
import type { PageAssets } from './page-assets.js'

/** The document: style, program, what it knows, and the numbers of its weights, all inside. */
export function writePage(contents: ExplorerContents, weights: Uint8Array, { script, style }: PageAssets): string {
  const title = contents.title.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data: blob:; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>${title}</title>
<style>${style.replaceAll('</style', '<\\/style')}</style>
</head>
<body>
<div id="app"><noscript>This page runs its model in the browser: allow scripts for this file.</noscript></div>
<script type="application/json" id="contents">${jsonForScript(contents)}</script>
<script type="text/plain" id="weights">${Buffer.from(weights).toString('base64')}</script>
<script type="module">${script.replaceAll('</script', '<\\/script').replaceAll('<script', '\\x3cscript')}</script>
</body>
</html>
`
}

/** JSON in which nothing ends the script that it stands in. */
const jsonForScript = (value: unknown): string => JSON.stringify(value, nameNumber).replaceAll('<', '\\u003c')
