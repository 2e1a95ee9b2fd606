import { describe, expect, it } from 'vitest'
import { describeError, exitCodeOf } from './exit-codes.js'
import { isVscError } from './vsc-error.js'

/** As a package that knows nothing of this one marks its errors. */
class PackageError extends Error {
  readonly code = 'ODD'
  constructor(
    readonly fault: 'input' | 'failure',
    message = '',
  ) {
    super(message)
  }

  get [Symbol.for('vsc.error')]() {
    return this.fault
  }
}

const withCode = (code: string) => Object.assign(new Error('the system said so'), { code })
const others = [
  new Error('no'),
  new TypeError('no'),
  withCode('ENOENT'),
  { [Symbol.for('vsc.error')]: 'input' },
  'no',
  null,
]

describe('isVscError', () => {
  it('goes by the marker, and by nothing else', () => {
    expect(isVscError(new PackageError('input'))).toBe(true)
    expect(others.filter(isVscError)).toEqual([])
  })
})

describe('exitCodeOf', () => {
  it('is that of bad input where the input was at fault', () => {
    expect(exitCodeOf(new PackageError('input'))).toBe(2)
    expect(exitCodeOf(new PackageError('failure'))).toBe(1)
  })

  it('counts a path that cannot be used as bad input, and nothing else of the system', () => {
    expect(['ENOENT', 'EISDIR', 'EACCES'].map((code) => exitCodeOf(withCode(code)))).toEqual([2, 2, 2])
    expect(['ENOSPC', 'ECONNRESET'].map((code) => exitCodeOf(withCode(code)))).toEqual([1, 1])
  })

  it('is that of a failure for whatever else was thrown', () => {
    expect([new Error('no'), 'no', null, undefined].map(exitCodeOf)).toEqual([1, 1, 1, 1])
  })
})

describe('describeError', () => {
  it('adds the hint to unexpected errors alone', () => {
    const describe = (error: unknown) => describeError(error, { hint: 'see the log' })
    expect(describe(new TypeError('x is undefined'))).toBe('x is undefined (see the log)')
    expect(describe(new PackageError('input', 'x is 3, expected 4'))).toBe('x is 3, expected 4')
    expect(describe(withCode('ENOENT'))).toBe('the system said so')
    expect(describe('text')).toBe('text')
    expect(describeError(new Error('alone'))).toBe('alone')
  })

  it('makes one line of a list', () => {
    const message = 'two problems:\n  - a is missing\n  - b is 3\n'
    expect(describeError(new PackageError('input', message))).toBe('two problems: a is missing; b is 3')
  })

  it.each([
    ['it failed:\n  deep inside', 'it failed: deep inside'],
    ['it failed.\nTry again..', 'it failed. Try again.'],
    ['one;\n- two', 'one; two'],
    ['a folder is wanted, .. is a file ... or so', 'a folder is wanted, .. is a file ... or so'],
  ])('sets no sign twice: %j', (message, line) => {
    expect(describeError(new PackageError('input', message))).toBe(line)
  })

  it('says what to do where too few files may be open', () => {
    expect(describeError(withCode('EMFILE'))).toContain('ulimit -n 256')
  })
})
