import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { parseAssignment } from './assignments.js'
import { checkedLayers } from './layers.js'

const schema = z.looseObject({ model: z.looseObject({ alpha: z.number() }) })
const preset = { model: { alpha: 0.1 } }
const checked = (...layers: Record<string, unknown>[]) =>
  checkedLayers({ layers: [preset, ...layers], check: (config) => schema.parse(config), known: () => preset })

it.each([
  ['a setting', parseAssignment('__proto__.x=1'), '__proto__'],
  ['a setting of a section', parseAssignment('model.__proto__.alpha=1'), 'model.__proto__'],
  ['the value of a setting', parseAssignment('model={"__proto__": {"alpha": 1}}'), 'model.__proto__'],
  ['JSON', JSON.parse('{"__proto__": {"model": {"alpha": 1}}}'), '__proto__'],
  ['YAML', parse('model:\n  __proto__:\n    alpha: 1\n'), 'model.__proto__'],
])('a key of every object is refused, as %s', (_, layer, path) => {
  expect(() => checked(layer)).toThrow(`${path}: no key may have this name`)
})

it('other names that objects have are keys like any', () => {
  expect(checked({ constructor: 1, model: { toString: 2 } })).toEqual({
    constructor: 1,
    model: { alpha: 0.1, toString: 2 },
  })
})
