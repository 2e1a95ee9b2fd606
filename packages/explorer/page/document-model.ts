import type { ExplorerContents } from '../src/contents.js'
import { reviveNumber } from '../src/kernel-program.js'
import type { ModelSource } from './model.js'

/** The model that stands in the document. */
export function modelInDocument(): ModelSource {
  const text = (id: string) => document.getElementById(id)?.textContent ?? ''
  const contents = JSON.parse(text('contents'), reviveNumber) as ExplorerContents
  const numbers = atob(text('weights').trim())
  const weights = new Uint8Array(numbers.length)
  for (let k = 0; k < numbers.length; k++) weights[k] = numbers.charCodeAt(k)
  return { contents, weights, backend: new URLSearchParams(location.search).get('backend') }
}
