import { expect, it } from 'vitest'
import { queueAddress } from './address.js'

it.each([
  ['redis://here', 'redis://here:6379'],
  ['redis://here:1/3', 'redis://here:1/3'],
  ['rediss://user:secret@there:6380/', 'rediss://there:6380'],
  ['redis://:p%40ss@[::1]:7', 'redis://[::1]:7'],
])('of %s only the place is told', (url, place) => {
  expect(queueAddress(url)).toEqual({ url, place })
})

it.each(['here', 'here:6379', 'http://here', 'redis://', 'redis://here/name', ''])(
  'refuses %j without repeating it',
  (url) => {
    expect(() => queueAddress(url)).toThrow(/^the queue/)
  },
)
