import { writeFile } from 'node:fs/promises'
import { libraryConfig } from '../../tsup.config.base.js'
import { bundlePage } from './build/bundle-page.js'

/** The library, and beside it the program of the pages that it writes. */
export default libraryConfig({
  async onSuccess() {
    const { script, style } = await bundlePage()
    await writeFile('dist/page.js', script)
    await writeFile('dist/page.css', style)
  },
})
