/** The lowest and the highest that numbers can be. */
export type NumberRange = readonly [lowest: number, highest: number]
