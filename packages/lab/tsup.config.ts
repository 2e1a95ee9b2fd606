import { libraryConfig } from '../../tsup.config.base.js'

// Models trained side by side have processes of their own, which begin at the second entry.
export default libraryConfig({
  entry: { index: 'src/index.ts', 'train-child': 'src/runner/train-child.ts' },
  dts: { entry: { index: 'src/index.ts' } },
})
