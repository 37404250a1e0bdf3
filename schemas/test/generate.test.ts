import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { authTypesOf, toEdit, toForm, toJsonForms, toRjsf, toUnion } from '../src/generate.ts'
import type { Definition } from '../src/generated/definition.ts'
import { definitionOf, definitions } from './support/definitions.ts'
import { readJson } from './support/files.ts'

const rest = definitionOf('bigcommerce-rest')
const graphql = definitionOf('bigcommerce-graphql')
const statusPage = readJson<Definition>('examples/definition/no-auth-type.json')

describe('toForm', () => {
  it('drops $schema and $id, which would tie the form to one draft and one validator', () => {
    const published = { form: { ...rest.form, $schema: 'http://json-schema.org/draft-07/schema#', $id: 'urn:x' } }
    expect(toForm(published)).toEqual(rest.form)
  })

  it('hands out a copy', () => {
    const form = toForm(rest)
    expect(form).toEqual(rest.form)
    expect(form.properties).not.toBe(rest.form.properties)
  })
})

describe('toUnion', () => {
  it('is one closed object per auth type, told apart by it', () => {
    const union = toUnion(graphql)
    expect(union).toMatchObject({
      discriminator: { propertyName: 'authType' },
      oneOf: [
        {
          properties: { authType: { const: 'custom' } },
          required: ['name', 'subdomain', 'authType', 'storeHash', 'accessToken', 'scopes'],
          additionalProperties: false,
        },
        {
          properties: { authType: { const: 'token' } },
          required: ['name', 'subdomain', 'authType', 'storeHash', 'accessToken'],
          additionalProperties: false,
        },
      ],
    })
  })

  it('has no default inside a branch, which ajv in strict mode refuses', () => {
    expect(JSON.stringify(toUnion(graphql))).not.toContain('"default"')
  })

  it('is one closed object where the form has no auth type', () => {
    expect(toUnion(statusPage)).toMatchObject({ required: ['url', 'key'], additionalProperties: false })
    expect(toUnion(statusPage)).not.toHaveProperty('oneOf')
  })
})

describe('toRjsf', () => {
  it('orders fields and leaves room for those of a branch', () => {
    expect(toRjsf(graphql)['ui:order']).toEqual([
      'name',
      'subdomain',
      'authType',
      'storeHash',
      'channelId',
      'accessToken',
      'scopes',
      '*',
    ])
  })

  it('says in an empty secret of an edit what leaving it blank means', () => {
    const placeholder = (reentry: 'keep' | 'always') =>
      (toRjsf(graphql, { reentry })['accessToken'] as Record<string, string>)['ui:placeholder']
    expect(placeholder('keep')).toBe('Saved, leave blank to keep')
    expect(placeholder('always')).toBe('Saved, type it again')
  })
})

describe('toJsonForms', () => {
  it('points at the place inside then, where JSON Forms finds the star of a required field', () => {
    const scopes = toJsonForms(graphql).elements.flatMap((element) =>
      element.type === 'Group' ? element.elements.map(({ scope }) => scope) : [element.scope],
    )
    expect(scopes).toContain('#/allOf/1/then/properties/accessToken')
    expect(scopes).toContain('#/properties/storeHash')
  })

  it('has controls alone where the form has no auth type', () => {
    expect(toJsonForms(statusPage).elements).toEqual([
      { type: 'Control', scope: '#/properties/url' },
      { type: 'Control', scope: '#/properties/key', options: { format: 'password' } },
    ])
  })
})

describe('toEdit', () => {
  const requiredIn = (form: Definition['form'], authType: string) =>
    form.allOf?.find((entry) => entry.if.properties['authType']?.const === authType)?.then.required ?? []

  it('under always is the form itself', () => {
    for (const definition of definitions) {
      for (const authType of authTypesOf(definition)) {
        expect(toEdit(definition, { authType, reentry: 'always' })).toEqual(toForm(definition))
      }
    }
  })

  it('under keep lets the saved secrets be blank, and no others', () => {
    const form = toEdit(rest, { authType: 'token', reentry: 'keep' })
    expect(requiredIn(form, 'token')).toEqual(['clientId'])
    expect(requiredIn(form, 'basic')).toEqual(['username', 'password'])
    expect(requiredIn(form, 'oauth2')).toEqual(['oauthClient', 'scopes'])
  })

  it('drops a required that would be empty', () => {
    const form = toEdit(graphql, { authType: 'token', reentry: 'keep' })
    expect(form.allOf?.[1]?.then).not.toHaveProperty('required')
  })

  it('relaxes shared secrets where the form has no auth type', () => {
    expect(toEdit(statusPage, { authType: 'none', reentry: 'keep' }).required).toEqual(['url'])
  })
})

it('no generator changes what it is given', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...definitions, statusPage),
      fc.constantFrom('keep', 'always'),
      (definition, reentry) => {
        const before = JSON.stringify(definition)
        for (const generate of [toForm, toUnion, toRjsf, toJsonForms]) {
          expect(JSON.stringify(generate(definition))).toBe(JSON.stringify(generate(definition)))
        }
        for (const authType of authTypesOf(definition)) toEdit(definition, { authType, reentry })
        expect(JSON.stringify(definition)).toBe(before)
      },
    ),
  )
})
