import { libraryConfig } from '../../tsup.config.base.js'

// Small to download: what is built reads as its sources do, and needs no map to them.
export default libraryConfig({ sourcemap: false })
