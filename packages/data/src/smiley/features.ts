/** The four attributes of a smiley, in the order of the 18 variables. */
export const smileyAttributes = ['bowtie', 'hat', 'eyes', 'mouth'] as const

/** One of the 4 attributes of a smiley. */
export type SmileyAttribute = (typeof smileyAttributes)[number]

/** What each of the 18 variables V1..V18 changes, in their order; also the path of its parameters in `SmileyParameters`. */
export const smileyFeatures = [
  'bowtie.x',
  'bowtie.y',
  'bowtie.width',
  'bowtie.height',
  'hat.x',
  'hat.y',
  'hat.brimWidth',
  'hat.brimHeight',
  'hat.crownWidth',
  'hat.crownHeight',
  'eyes.spacing',
  'eyes.y',
  'eyes.radius',
  'mouth.width',
  'mouth.height',
  'mouth.x',
  'mouth.y',
  'mouth.curvature',
] as const

/** One of the 18 generating variables of a smiley. */
export type SmileyFeature = (typeof smileyFeatures)[number]

/** The positions, 0..17, of each attribute's features in `smileyFeatures`. */
export const featuresOfAttribute: Readonly<Record<SmileyAttribute, readonly number[]>> = {
  bowtie: positionsOf('bowtie'),
  hat: positionsOf('hat'),
  eyes: positionsOf('eyes'),
  mouth: positionsOf('mouth'),
}

function positionsOf(attribute: SmileyAttribute): readonly number[] {
  return [...smileyFeatures.keys()].filter((i) => smileyFeatures[i]!.startsWith(`${attribute}.`))
}
