import { smileyAttributes } from '@vsc/data'
import type { EvaluatedRun } from './evaluated-run.js'
import type { Group } from './groups.js'

/** What a model must reach to have found the structure of smileys. */
export const goals = { attributesOwned: smileyAttributes.length, correlationContrast: 0.35 } as const

/** From this spike recovery on a spike is said to tell its attribute. */
const telling = 0.7

/** Active spikes that vary less over images, as a standard deviation of gamma, are said to be always on. */
const constant = 0.05

/** What was found, in plain words computed from the numbers. */
export function verdictOn(groups: readonly Group[]): string {
  const runs = groups.flatMap((group) => group.runs)
  const [only] = runs
  if (runs.length === 1 && only !== undefined)
    return [...structureOf(groups[0]!.label, only), ...spikesOf(only)].join(' ')
  return [shareOf(groups), ...groups.map(groupSentence)].join(' ')
}

/** How many models found the structure, and what that means. */
export function shareOf(groups: readonly Group[]): string {
  const runs = groups.flatMap((group) => group.runs)
  const found = runs.filter(foundStructure).length
  const share =
    found === runs.length ? `All ${found} models` : `${found === 0 ? 'None' : found} of ${runs.length} models`
  return `${share} found the structure (all four attributes have latents of their own, and the contrast is at least ${goals.correlationContrast}).`
}

/** Whether the latents of a run fall into blocks, every attribute having its own. */
export function foundStructure({ findings: { metrics } }: EvaluatedRun): boolean {
  return metrics.attributesOwned >= goals.attributesOwned && metrics.correlationContrast >= goals.correlationContrast
}

function structureOf(label: string, one: EvaluatedRun): string[] {
  const { owned, metrics } = one.findings
  const contrast = metrics.correlationContrast.toFixed(2)
  const numbers = `${metrics.activeLatents} of ${one.run.latentDim} latents are active, with a contrast of ${contrast}`
  const missing = smileyAttributes.filter((attribute) => !owned.includes(attribute))
  if (foundStructure(one)) {
    return [`${label}, found the structure: each of the four attributes has latents of its own.`, `${numbers}.`]
  }
  if (missing.length === 0) {
    return [
      `${label}, found the structure only in part: each of the four attributes has a latent of its own, but latents mix attributes.`,
      `${numbers} where at least ${goals.correlationContrast} was the goal.`,
    ]
  }
  const which =
    owned.length === 0 ? 'no attribute has a latent of its own' : `no latent is for ${either(missing)} alone`
  return [`${label}, did not find the structure: ${which}.`, `${numbers}.`]
}

function spikesOf({ findings: { spikes, active } }: EvaluatedRun): string[] {
  if (spikes === undefined || active.length === 0) return []
  const told = smileyAttributes.filter((name) => spikes.recovery[name]! >= telling)
  const detail = smileyAttributes.map((name) => `${name} ${spikes.recovery[name]!.toFixed(2)}`).join(', ')
  const inverted = told.filter((name) => spikes.inverted.includes(name))
  const how =
    inverted.length === 0 ? '' : `; for ${both(inverted)} by a latent that is on where the attribute is missing`
  if (told.length === smileyAttributes.length) {
    return [`Its spikes tell which attributes an image has (recovery: ${detail})${how}.`]
  }
  if (told.length > 0) {
    const rest = smileyAttributes.filter((name) => !told.includes(name))
    return [`Its spikes tell of ${both(told)}, not of ${both(rest)} (recovery: ${detail})${how}.`]
  }
  const why =
    spikes.activeVariation < constant
      ? 'those of active latents are simply always on, so the code is sparse in its latents but not from image to image'
      : 'they vary from image to image, but none of them with one attribute'
  return [`Its spikes tell no attribute: ${why} (recovery: ${detail}).`]
}

function groupSentence({ label, runs }: Group): string {
  const owned = runs.map(({ findings }) => findings.metrics.attributesOwned).join(', ')
  const contrasts = runs.map(({ findings }) => findings.metrics.correlationContrast)
  const [least, most] = [Math.min(...contrasts).toFixed(2), Math.max(...contrasts).toFixed(2)]
  const found = runs.length === 1 ? '' : `${runs.filter(foundStructure).length} of ${runs.length} seeds, `
  return `${label}: ${found}contrast ${least === most ? least : `${least} to ${most}`}, attributes owned ${owned}.`
}

export const both = (names: readonly string[]) => new Intl.ListFormat('en', { type: 'conjunction' }).format(names)
const either = (names: readonly string[]) => new Intl.ListFormat('en', { type: 'disjunction' }).format(names)
