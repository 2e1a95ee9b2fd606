import { libraryConfig } from '../../tsup.config.base.js'

/** The chained form of ops, which src/index.ts imports the types of and bundling would forget. */
const chainedOps = "import type {} from '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops.js'"

export default libraryConfig({ dts: { banner: chainedOps } })
