/**
 * The explorer as a part of other pages of this repository, which bundle it from its sources: `explorerContents` says what a model
 * is, also in a worker, and `mountExplorer` shows it, with examples as `Picture` draws them.
 */
export { type ExplorerPageContents, type ExplorerPageOptions, explorerContents } from '../src/explorer-contents.js'
export { type MountExplorerOptions, type MountedExplorer, mountExplorer } from './mount.js'
export { Picture } from './picture.js'
