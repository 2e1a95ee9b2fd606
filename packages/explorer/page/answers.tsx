import type { Answer, ExplorerLatent } from '../src/contents.js'

/** `hat 0.91` */
const inWords = ({ name, correlation }: Answer): string => `${name} ${correlation.toFixed(2).replace('-', '−')}`

/** What a latent is called: its number, and what it follows most. */
export const latentName = ({ index, answers: [first] }: ExplorerLatent): string =>
  first === undefined ? `z${index}` : `z${index}, ${first.name}`

/** All that a latent follows. */
export function Answers({ latent: { answers, used } }: { readonly latent: ExplorerLatent }) {
  if (answers.length === 0) return <span class="quiet">{used ? '' : 'not used'}</span>
  return <span class="quiet">{answers.map(inWords).join(' · ')}</span>
}
