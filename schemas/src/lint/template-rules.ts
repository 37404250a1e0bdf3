import { type Field, isSecret } from '../form.ts'
import { destinationsOf } from './destinations.ts'
import { fieldsOf } from './fields-of.ts'
import { isHarmless } from './is-harmless.ts'
import type { Rule, Subject } from './rule.ts'
import { placeholdersOf, type Template, type TemplatePlace, templatesOf } from './templates.ts'

/** Where a secret may go: to prove who is asking, and nowhere else. */
const secretPlaces: ReadonlySet<TemplatePlace> = new Set(['signature', 'credential'])

/** The members that hold a whole address. */
const addresses: ReadonlySet<unknown> = new Set(['baseUrl', 'tokenUrl'])

/** Where the values of fields go. */
export const templateRules: readonly Rule[] = [
  {
    id: 'placeholder-known',
    message:
      'A {placeholder} names a shared field, or one of the auth type; {token} is for the sign of an exchange, {expiresAtSeconds} for the body of a mint.',
    check: (subject) =>
      placeholders(subject).flatMap(({ template, name, field }) =>
        field || name === template.word ? [] : [{ path: template.path, message: `{${name}} names no field here.` }],
      ),
  },
  {
    id: 'placeholder-filled',
    message: 'A field in a template is required or has a default, or nothing might stand in its place.',
    check: (subject) =>
      placeholders(subject).flatMap(({ template, name, field }) =>
        field && !field.required && field.schema.default === undefined
          ? [{ path: template.path, message: `{${name}} may be absent.` }]
          : [],
      ),
  },
  {
    id: 'list-whole',
    message: 'A list goes into the body of a mint alone, as a text of its own: it has no place within another text.',
    check: (subject) =>
      placeholders(subject).flatMap(({ template, name, field }) =>
        field?.schema.type === 'array' && !(template.place === 'mint' && template.text === `{${name}}`)
          ? [{ path: template.path, message: `{${name}} is a list.` }]
          : [],
      ),
  },
  {
    id: 'secret-placement',
    message:
      'A secret goes into a signature or the credentials of a token endpoint, never into an address, a body or a common header.',
    check: (subject) =>
      placeholders(subject).flatMap(({ template, name, field }) =>
        field && isSecret(field.schema) && !secretPlaces.has(template.place)
          ? [{ path: template.path, message: `{${name}} is a secret.` }]
          : [],
      ),
  },
  {
    id: 'placeholder-safe',
    message:
      'A field in an address is a number, has options, or has a pattern that refuses dots and / ? # %  @ : too. One that an address begins with has the format uri.',
    check: (subject) =>
      placeholders(subject).flatMap(({ template, name, field }) => {
        // A list and a secret break a rule of their own.
        if (!field || template.place !== 'url' || field.schema.type === 'array' || isSecret(field.schema)) return []
        const whole = addresses.has(template.path.at(-1)) && template.text.startsWith(`{${name}}`)
        if (whole ? field.schema.format === 'uri' : isHarmless(field)) return []
        return [{ path: template.path, message: `{${name}} could lead the request elsewhere.` }]
      }),
  },
  {
    id: 'identity-complete',
    message: 'identity names the auth type and every field in a base URL or token URL: they decide where secrets go.',
    check: ({ definition, parts: { discriminator } }) => {
      const wanted = new Set(destinationsOf(definition).flatMap(({ url }) => placeholdersOf(url)))
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
