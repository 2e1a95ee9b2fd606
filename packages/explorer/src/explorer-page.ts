import { type ExplorerPageOptions, explorerContents } from './explorer-contents.js'
import { writePage } from './html.js'
import { pageAssets } from './page-assets.js'

/**
 * One HTML document in which a trained model can be explored: spikes as switches, slabs as sliders, what each latent does, ways
 * between examples, samples of the prior. It needs nothing but itself. The model runs in it as the TensorFlow.js kernels that
 * `encode` and `decode` call, so it may be of any family, and have networks of one's own.
 *
 * @throws ExplorerError WRONG_DATA where the examples are not of the model's size, NOT_RECORDABLE where the model reads values or
 *   draws numbers; EngineError where the engine cannot run it
 */
export async function explorerPage(options: ExplorerPageOptions): Promise<string> {
  const { contents, weights } = await explorerContents(options)
  return writePage(contents, weights, await pageAssets())
}
