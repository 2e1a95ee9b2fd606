import { type SmileyDataSet, smileyAttributes, smileyFeatures } from '@vsc/data'
import { type Coded, findStructure, type StructureMetrics } from './findings.js'

/** A row of the tables that is no model's. */
export interface Reference {
  readonly label: string
  readonly metrics: StructureMetrics
}

/**
 * What two codes that need no learning score on the same images: the four bits S alone, which say nothing of any feature, and the
 * ideal code, S V, with a latent for each feature that has its value where the attribute is present and is 0 elsewhere.
 */
export function referencesOn(test: SmileyDataSet): Promise<Reference[]> {
  const [bits, features] = [smileyAttributes.length, smileyFeatures.length]
  const coded = (columns: number, codes: ArrayLike<number>, spikes: ArrayLike<number>): Coded => {
    const matrix = (data: ArrayLike<number>) => ({ rows: test.count, columns, data: Float32Array.from(data) })
    return { codes: matrix(codes), posteriorMeans: matrix(codes), gammas: matrix(spikes) }
  }
  const references: readonly [string, Coded][] = [
    ['presence only', coded(bits, test.present, test.present)],
    ['ideal code', coded(features, test.sources, test.spikes)],
  ]
  return Promise.all(
    references.map(async ([label, code]) => ({ label, metrics: (await findStructure(code, test)).metrics })),
  )
}
