import './backends.js'
import { render } from 'preact'
import { App } from './app.js'
import { type ModelSource, openModel, type PageModel } from './model.js'

/** What is shown, and where. */
export interface MountExplorerOptions extends ModelSource {
  readonly place: Element
  /** The number, among the examples of the page, of the one that it begins with; the first by default. */
  readonly example?: number
}

/** The explorer as it stands in a page. */
export interface MountedExplorer {
  readonly model: PageModel
  /** Takes it out of the page, and frees the memory of the model. */
  remove(): void
}

/**
 * Shows what `explorerContents` gives within another page, which brings the style sheet: `@vsc/explorer/style.css`.
 *
 * @throws Error where a part of the model is missing or damaged
 */
export async function mountExplorer({ place, example = 0, ...source }: MountExplorerOptions): Promise<MountedExplorer> {
  const model = await openModel(source)
  render(<App model={model} first={example} />, place)
  return {
    model,
    remove() {
      render(null, place)
      model.dispose()
    },
  }
}
