import { libraryConfig } from '../../tsup.config.base.js'

/** The chained form of ops, which src/index.ts and src/web.ts import the types of and bundling would forget. */
const chainedOps = "import type {} from '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops.js'"

// For Node.js, and for pages. What both use is in files that they share.
export default libraryConfig({ entry: ['src/index.ts', 'src/web.ts'], dts: { banner: chainedOps } })
