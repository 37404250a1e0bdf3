import { adapterIds, loadAdapter } from '@connform/adapters/load'
import { describe, expect, it } from 'vitest'
import { authTypesOf, fieldsOf } from '../src/form/draft/form-fields.ts'
import { fieldOfHint } from '../src/test-run/field-of-hint.ts'

const { definition } = (await loadAdapter('bigcommerce-rest'))!
const place = (authType: string, cause: Parameters<typeof fieldOfHint>[1]['cause']) => ({
  fields: fieldsOf(definition, authType),
  identity: definition.identity,
  cause,
})

describe('the field a hint is about', () => {
  it('is the one whose title it names', () => {
    const hint = 'Compare the store hash with the API path shown for your API account: it stands after /stores/.'
    expect(fieldOfHint(hint, place('token', 'wrong_store'))?.key).toBe('storeHash')
    expect(fieldOfHint('Copy the access token again in full.', place('token', 'bad_credentials'))?.key).toBe(
      'accessToken',
    )
  })

  it('is the one its cause points at where it names none', () => {
    expect(fieldOfHint('Copy the access token again in full.', place('basic', 'bad_credentials'))?.key).toBe('password')
    expect(fieldOfHint('Look at it.', place('token', 'wrong_store'))?.key).toBe('storeHash')
    expect(fieldOfHint('Add it.', place('oauth2', 'missing_scope'))?.key).toBe('scopes')
    expect(fieldOfHint('Wait a minute.', place('token', 'rate_limited'))).toBeUndefined()
  })

  it('is always a field of the form that is shown', async () => {
    for (const id of adapterIds) {
      const { definition } = (await loadAdapter(id))!
      for (const { id: authType } of [...authTypesOf(definition), { id: 'none' }]) {
        const fields = fieldsOf(definition, authType)
        for (const { hints, cause } of definition.test.answers) {
          for (const hint of hints) {
            const field = fieldOfHint(hint, { fields, identity: definition.identity, cause })
            if (field !== undefined) expect(fields).toContain(field)
          }
        }
      }
    }
  })
})
