import { libraryConfig } from '../../tsup.config.base.js'

// What runs anywhere, and what needs Node.js. What both use is in files that they share.
export default libraryConfig({ entry: ['src/index.ts', 'src/node.ts'] })
