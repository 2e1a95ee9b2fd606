import type { Group } from './groups.js'

/** What a model must reach to have found the structure of smileys. */
export const goals = { attributesOwned: 4, correlationContrast: 0.35 } as const

/** Whether the latents of a run fall into blocks, every attribute having its own. */
export function foundStructure({
  attributesOwned,
  correlationContrast,
}: {
  readonly attributesOwned: number
  readonly correlationContrast: number
}): boolean {
  return attributesOwned >= goals.attributesOwned && correlationContrast >= goals.correlationContrast
}

/** What was found, in plain words computed from the numbers. */
export function verdictOn(groups: readonly Group[]): string {
  const runs = groups.flatMap((group) => group.runs)
  if (runs.length === 1) return `${structureSentence(groups[0]!)} ${spikeSentence(groups[0]!)}`.trim()
  const found = runs.filter(({ findings }) => foundStructure(findings.metrics)).length
  const share = found === runs.length ? `All ${found}` : `${found === 0 ? 'None' : found} of ${runs.length}`
  return `${share} models found the structure: latents of their own for all four attributes, and a contrast of at least ${goals.correlationContrast}. ${groups.map(groupSentence).join(' ')}`
}

function structureSentence({ label, runs: [{ findings, run }] }: Group): string {
  const { correlationContrast: contrast, attributesOwned, activeLatents } = findings.metrics
  const numbers = `the contrast is ${contrast.toFixed(2)} with ${activeLatents} of ${run.latentDim} latents active`
  if (foundStructure(findings.metrics)) {
    return `${label}, found the structure: each of the four attributes has latents of its own, and ${numbers}.`
  }
  const missing = ['bowtie', 'hat', 'eyes', 'mouth'].filter((attribute) => !findings.owned.includes(attribute))
  if (attributesOwned < goals.attributesOwned) {
    const none =
      attributesOwned === 0 ? 'no attribute has' : `${missing.join(' and ')} ${missing.length > 1 ? 'have' : 'has'} no`
    return `${label}, did not find the whole structure: ${attributesOwned === 0 ? 'no attribute has a' : `${none}`} latent of ${missing.length > 1 && attributesOwned > 0 ? 'their' : 'its'} own; ${numbers}.`
  }
  return `${label}, found the structure only in part: each attribute has a latent of its own, but latents mix attributes; ${numbers} (at least ${goals.correlationContrast} was the goal).`
}

function spikeSentence({ runs: [{ findings }] }: Group): string {
  if (findings.spikes === undefined || findings.active.length === 0) return ''
  const { recovery, activeVariation } = findings.spikes
  const told = Object.entries(recovery).filter(([, r]) => r >= 0.7)
  const values = Object.entries(recovery).map(([name, r]) => `${name} ${r.toFixed(2)}`)
  const detail = `spike recovery ${values.join(', ')}`
  if (told.length === 4) return `Its spikes tell which attributes an image has (${detail}).`
  if (told.length > 0) {
    return `Its spikes tell ${told.map(([name]) => name).join(' and ')} but not the other attributes (${detail}).`
  }
  if (activeVariation < 0.05) {
    return `Its spikes tell no attribute: active latents are simply always on, so the code is sparse in its number of latents but not from image to image (${detail}).`
  }
  return `Its spikes vary from image to image, but none switches on with a single attribute (${detail}).`
}

function groupSentence({ label, runs }: Group): string {
  const found = runs.filter(({ findings }) => foundStructure(findings.metrics)).length
  const contrasts = runs.map(({ findings }) => findings.metrics.correlationContrast)
  const [least, most] = [Math.min(...contrasts).toFixed(2), Math.max(...contrasts).toFixed(2)]
  return `${label}: ${found} of ${runs.length}, contrast ${least === most ? least : `${least} to ${most}`}.`
}
