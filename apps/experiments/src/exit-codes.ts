/** What the program ends with: all went well; a run failed; bad input; interrupted, and can be resumed. */
export const exitCodes = { done: 0, failed: 1, badInput: 2, interrupted: 130 } as const
