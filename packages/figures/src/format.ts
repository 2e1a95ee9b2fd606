/** A number for people: four significant digits, a true minus sign, thousands apart from 10,000 on. */
export function formatNumber(value: number): string {
  if (Number.isNaN(value)) return 'n/a'
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞'
  const size = Math.abs(value)
  const digits =
    Number.isInteger(value) && size < 1e15
      ? grouped(String(size))
      : size >= 1e-3 && size < 1e6
        ? grouped(String(Number(size.toPrecision(4))))
        : exponential(size)
  return value < 0 ? `−${digits}` : digits
}

function exponential(size: number): string {
  const [digits, exponent] = size.toExponential(2).split('e')
  return `${Number(digits)}e${Number(exponent)}`.replace('e-', 'e−')
}

function grouped(digits: string): string {
  const [whole = '', fraction] = digits.split('.')
  const apart = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, ',') : whole
  return fraction === undefined ? apart : `${apart}.${fraction}`
}
