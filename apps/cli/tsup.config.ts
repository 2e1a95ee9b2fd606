import { libraryConfig } from '../../tsup.config.base.js'

export default libraryConfig({ entry: ['src/main.ts'], dts: false })
