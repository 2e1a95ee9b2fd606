import type { Plugin, Rolldown } from 'vite'

/**
 * Puts program and style sheet into the page: one file that also opens from disk, where modules and workers are refused as files of
 * their own. The program is no module, and has an id by which the page finds the text that its worker runs.
 */
export function oneFile(): Plugin {
  return {
    name: 'one-file',
    enforce: 'post',
    generateBundle: {
      order: 'post', // when all is as it will be
      handler(_, bundle) {
        const files = Object.values(bundle)
        const page = files.find(({ fileName }) => fileName.endsWith('.html')) as Rolldown.OutputAsset
        const chunks = files.filter((file) => file.type === 'chunk')
        const [program, ...more] = chunks
        const styles = files.filter(({ fileName }) => fileName.endsWith('.css')) as Rolldown.OutputAsset[]
        if (program === undefined || more.length > 0) {
          throw new Error(`a page is one program, and this one is ${chunks.map(({ fileName }) => fileName).join(', ')}`)
        }
        const { fileName, imports, dynamicImports, exports } = program
        const others = [...imports, ...dynamicImports].filter((other) => other !== fileName) // what it imports of itself is in it
        if (others.length > 0) throw new Error(`a page cannot import ${others.join(', ')}`)
        if (exports.length > 0) throw new Error(`a page exports nothing, and this one ${exports.join(', ')}`)
        if (program.code.includes('import.meta')) throw new Error('a program that is no module has no import.meta')
        const style = styles.map(({ source }) => String(source).replaceAll('</style', '<\\/style')).join('')
        const safe = program.code.replaceAll('</script', '<\\/script').replaceAll('<script', '\\x3cscript')
        const script = `(() => {'use strict'\n${safe}\n})()`
        page.source = String(page.source)
          .replace(/\s*<script type="module"[^>]*><\/script>/, '')
          .replace(/\s*<link rel="stylesheet"[^>]*>/g, '')
          .replace('</head>', () => `<style>${style}</style>\n</head>`)
          .replace('</body>', () => `<script id="program">${script}</script>\n</body>`)
        for (const { fileName } of [program, ...styles]) delete bundle[fileName]
      },
    },
  }
}
