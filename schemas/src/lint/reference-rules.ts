import { allFields, isSecret } from '../form.ts'
import { fieldsOf } from './fields-of.ts'
import type { Finding, Rule } from './rule.ts'

/** What stands around the form names fields and guides that exist. */
export const referenceRules: readonly Rule[] = [
  {
    id: 'hint-known',
    message: 'A hint belongs to a field of the form and opens a guide that exists.',
    check: ({ definition: { hints, guides }, parts }) => {
      const names = new Set(allFields(parts).map(({ name }) => name))
      return Object.entries(hints).flatMap(([name, { guide }]) => [
        ...(names.has(name) ? [] : [{ path: ['hints', name], message: `${name} is no field.` }]),
        ...(guide === undefined || Object.hasOwn(guides, guide)
          ? []
          : [{ path: ['hints', name, 'guide'], message: `${guide} is no guide.` }]),
      ])
    },
  },
  {
    id: 'guide-opened',
    message: 'A guide is opened by the hint of some field.',
    severity: 'warning',
    check: ({ definition: { hints, guides } }) => {
      const opened = new Set(Object.values(hints).map(({ guide }) => guide))
      return Object.keys(guides)
        .filter((key) => !opened.has(key))
        .map((key) => ({ path: ['guides', key], message: `No hint opens ${key}.` }))
    },
  },
  {
    id: 'identity-known',
    message: 'Identity fields are shared fields that are no secrets.',
    check: ({ definition: { identity }, parts: { shared } }) => {
      const open = new Set(shared.filter(({ schema }) => !isSecret(schema)).map(({ name }) => name))
      return identity
        .map((name, index) => ({
          path: ['identity', index],
          message: `${name} is no shared field, or is a secret.`,
          name,
        }))
        .filter(({ name }) => !open.has(name))
    },
  },
  {
    id: 'cleaning-known',
    message: 'Cleaning belongs to a text field that is no secret; url: origin to one of the format uri.',
    check: ({ definition: { cleaning = {} }, parts }) => {
      const texts = new Map(
        allFields(parts)
          .filter(({ schema }) => schema.type === 'string' && !isSecret(schema))
          .map(({ name, schema }) => [name, schema]),
      )
      return Object.entries(cleaning).flatMap(([name, { url }]) => {
        const schema = texts.get(name)
        if (!schema) return [{ path: ['cleaning', name], message: `${name} is no text field, or is a secret.` }]
        if (url === undefined || schema.format === 'uri') return []
        return [{ path: ['cleaning', name, 'url'], message: `${name} is no URL.` }]
      })
    },
  },
  {
    id: 'derive-known',
    message: 'Facts are looked for in shared text fields, and fill fields that the auth type has.',
    check: ({ definition: { derive }, parts, authTypes }) => {
      if (!derive) return []
      const texts = new Set(
        parts.shared.filter(({ schema }) => schema.type === 'string' && !schema.oneOf).map(({ name }) => name),
      )
      const findings: Finding[] = derive.from.flatMap((name, index) =>
        texts.has(name) ? [] : [{ path: ['derive', 'from', index], message: `${name} is no shared text field.` }],
      )
      for (const [authType, facts] of Object.entries(derive.fill ?? {})) {
        if (authType !== '*' && !authTypes.includes(authType)) {
          findings.push({ path: ['derive', 'fill', authType], message: `${authType} is no auth type.` })
          continue
        }
        const names = new Set((authType === '*' ? allFields(parts) : fieldsOf(parts, authType)).map(({ name }) => name))
        for (const name of Object.keys(facts)) {
          if (names.has(name)) continue
          findings.push({ path: ['derive', 'fill', authType, name], message: `${name} is no field of ${authType}.` })
        }
      }
      return findings
    },
  },
]
