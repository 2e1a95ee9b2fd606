import { libraryConfig } from '../../tsup.config.base.js'

export default libraryConfig({ entry: ['src/main.ts', 'src/start.ts'], dts: { entry: 'src/start.ts' } })
