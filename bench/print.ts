/** One line of output. */
export function print(line: object): void {
  console.log(JSON.stringify(line))
}

export const round3 = (number: number): number => Number(number.toPrecision(3))
