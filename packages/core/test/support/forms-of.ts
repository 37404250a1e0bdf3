import fc from 'fast-check'
import type { Definition, FieldSchema } from '../../src/index.ts'

const textOf = (characters: string, minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...characters), minLength, maxLength })
const hash = textOf('abcxyz0189', 4, 20)
const token = textOf('abcxyz0189._-', 1, 60)
const subdomain = fc
  .tuple(textOf('abz09', 1, 1), textOf('abz09-', 0, 20), textOf('abz09', 1, 1))
  .map((parts) => parts.join(''))
const label = fc.constantFrom('A', 'Production store', 'Ünïcode', '東京店', "it's 7", 'x'.repeat(255), '😀'.repeat(128))
const url = fc.constantFrom('https://example.com/callback', 'http://127.0.0.1:8080/a?b=c')
const origin = fc.constantFrom('https://pim.example.com', 'https://pim.example.com:8443')

function rightValue(field: FieldSchema, key: string): fc.Arbitrary<unknown> {
  const options = (field.oneOf ?? field.items?.oneOf ?? []).map((option) => option.const)
  if (field.type === 'integer') return fc.integer({ min: 1, max: 9_007_199_254_740_991 })
  if (field.type === 'array') return fc.subarray(options.slice(0, 5), { minLength: 1 })
  if (options.length > 0) return fc.constantFrom(...options)
  if (field.format === 'uri') return field.pattern === undefined ? url : origin
  if (key === 'subdomain') return subdomain
  if (field.pattern !== undefined) return hash
  return field.writeOnly === true ? token : label
}

/** Values that no cleaning mends. In a secret they stay ASCII: a header carries nothing else, which no schema says. */
function wrongValue(field: FieldSchema, lowerCase: boolean): fc.Arbitrary<unknown> {
  const others = field.writeOnly === true ? ['_'] : ['😀'.repeat(256), 'é']
  const cut = field.format === 'uri' && field.pattern !== undefined
  const inCapitals = lowerCase || cut ? ['y'] : ['UPPER', 'https://example.com/x']
  const numbers = field.type === 'string' ? [7, 0.5] : [0, -1, 0.5, 2 ** 53]
  return fc.constantFrom<unknown>(
    ...[true, {}, [], ['x'], ['B2B', 'B2B'], 'x', 'a-b', 'no.hash', '-a', 'a-', 'x'.repeat(5000)],
    ...[...others, ...inCapitals, ...numbers],
  )
}

const mostly = <T, U>(usual: fc.Arbitrary<T>, rare: fc.Arbitrary<U>) =>
  fc.oneof({ weight: 20, arbitrary: usual }, { weight: 1, arbitrary: rare })

/** The auth types of a form; undefined stands for a form that has none to choose. */
const authTypesOf = (form: Definition['form']): (string | undefined)[] =>
  form.allOf?.map(({ if: { properties } }) => Object.values(properties)[0]?.const) ?? [undefined]

const chosen = (authType: string | undefined) => (authType === undefined ? {} : { authType })

function fieldsOf(form: Definition['form'], authType: string | undefined): [string, FieldSchema][] {
  const branch = form.allOf?.find(({ if: { properties } }) => Object.values(properties)[0]?.const === authType)
  return Object.entries({ ...form.properties, ...branch?.then.properties }).filter(([key]) => key !== 'authType')
}

/** Mostly right forms with nothing to mend: wrong values, members missing, one that does not belong. */
export function tidyForm({ form, cleaning }: Definition): fc.Arbitrary<Record<string, unknown>> {
  const forms = authTypesOf(form).map((authType) => {
    const fields = fieldsOf(form, authType)
    const values = fields.map(([key, field]) => {
      const lowerCase = cleaning?.[key]?.case === 'lower'
      return [key, mostly(rightValue(field, key), wrongValue(field, lowerCase))] as const
    })
    const missing = mostly(fc.constant<string[]>([]), fc.subarray(fields.map(([key]) => key)))
    const others = mostly(
      fc.constant(chosen(authType)),
      fc.constantFrom({}, { authType: 'nope' }, { authType: 3 }, { ...chosen(authType), colour: 1 }),
    )
    return fc.tuple(fc.record(Object.fromEntries(values)), missing, others).map(([all, dropped, rest]) => ({
      ...Object.fromEntries(Object.entries(all).filter(([key]) => !dropped.includes(key))),
      ...rest,
    }))
  })
  return fc.oneof(...forms)
}

/** Right values with what people add to them, and members of another auth type. */
export function untidyForm(form: Definition['form']): fc.Arbitrary<Record<string, unknown>> {
  const additions: readonly ((value: unknown) => unknown)[] = [
    (value) => value,
    (value) => value,
    (value) => (typeof value === 'string' ? ` "${value}"\n` : value),
    (value) => (typeof value === 'string' ? value.toUpperCase() : value),
    (value) => (typeof value === 'number' ? String(value) : value),
  ]
  const forms = authTypesOf(form).map((authType) => {
    const values = fieldsOf(form, authType).map(([key, field]) => {
      const added = fc.tuple(rightValue(field, key), fc.constantFrom(...additions)).map(([value, add]) => add(value))
      return [key, mostly(added, fc.constantFrom(null, '', ' '))] as const
    })
    const foreign = fc.constantFrom({}, { scopes: ['Unauthenticated'], password: 'left behind' })
    return fc
      .tuple(foreign, fc.record(Object.fromEntries(values)))
      .map(([others, input]) => ({ ...others, ...input, ...chosen(authType) }))
  })
  return fc.oneof(...forms)
}
