import { type Field, isSecret } from '../form.ts'
import { baseUrls } from './auth-rules.ts'
import { fieldsOf } from './fields-of.ts'
import type { Rule, Subject } from './rule.ts'
import { placeholdersOf, type Template, templatesOf } from './templates.ts'

/** Where the values of fields go. */
export const templateRules: readonly Rule[] = [
  {
    id: 'placeholder-known',
    message: 'A {placeholder} names a shared field, or one of the auth type; {token} is for the sign of an exchange.',
    check: (subject) =>
      placeholders(subject).flatMap(({ template, name, field }) =>
        field || (name === 'token' && template.token)
          ? []
          : [{ path: template.path, message: `{${name}} names no field here.` }],
      ),
  },
  {
    id: 'secret-placement',
    message: 'A secret goes into the signature of a request, never into an address, a body or a common header.',
    check: (subject) =>
      placeholders(subject).flatMap(({ template, name, field }) =>
        field && isSecret(field.schema) && template.place !== 'signature'
          ? [{ path: template.path, message: `{${name}} is a secret.` }]
          : [],
      ),
  },
  {
    id: 'placeholder-safe',
    message: 'A field in an address is a number, has options, or has a pattern that refuses dots and / ? # %  @ : too.',
    check: (subject) =>
      placeholders(subject).flatMap(({ template, name, field }) => {
        if (!field || template.place !== 'url') return []
        const whole = template.path.at(-1) === 'baseUrl' && template.text.startsWith(`{${name}}`)
        if (whole ? field.schema.format === 'uri' : isHarmless(field)) return []
        return [{ path: template.path, message: `{${name}} could lead the request elsewhere.` }]
      }),
  },
  {
    id: 'identity-complete',
    message: 'identity names the auth type and every field in a base URL: they decide where secrets go.',
    check: ({ definition, parts: { discriminator } }) => {
      const wanted = new Set(baseUrls(definition).flatMap(({ url }) => placeholdersOf(url)))
      if (discriminator !== undefined) wanted.add(discriminator)
      return [...wanted]
        .filter((name) => !definition.identity.includes(name))
        .map((name) => ({ path: ['identity'], message: `${name} is missing.` }))
    },
  },
]

interface Placeholder {
  readonly template: Template
  readonly name: string
  readonly field: Field | undefined
}

function placeholders({ definition, parts }: Subject): Placeholder[] {
  return templatesOf(definition).flatMap((template) => {
    const known = template.authType === undefined ? parts.shared : fieldsOf(parts, template.authType)
    return placeholdersOf(template.text).map((name) => ({
      template,
      name,
      field: known.find((field) => field.name === name),
    }))
  })
}

const harmful = ['/', '?', '#', '%', '\\', '@', ':', '.', ' ']

// Each character is tried amid texts of many lengths, since a pattern may also ask for a length.
function isHarmless({ schema }: Field): boolean {
  if (schema.type !== 'string' || schema.oneOf) return schema.type !== 'array'
  if (schema.pattern === undefined) return false
  const pattern = new RegExp(schema.pattern, 'u')
  const sides = Array.from({ length: 32 }, (_, index) => index).flatMap((length) => [
    'a'.repeat(length),
    '1'.repeat(length),
  ])
  return harmful.every((character) => sides.every((side) => !pattern.test(`${side}${character}${side}`)))
}
