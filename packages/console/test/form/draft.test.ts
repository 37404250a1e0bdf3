import { adapterIds, loadAdapter } from '@connform/adapters/load'
import type { Adapter, Definition } from '@connform/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  chooseAuthType,
  clearSecret,
  keepSecret,
  typeInto,
  undo,
  visit,
  withoutSecrets,
} from '../../src/form/draft/change-draft.ts'
import { type Draft, draftOf, newDraft } from '../../src/form/draft/draft.ts'
import { fillFromText } from '../../src/form/draft/fill-from-text.ts'
import { authTypesOf, discriminatorOf, fieldsOf, isBlank, secretKeysOf } from '../../src/form/draft/form-fields.ts'
import { look, shownIssues } from '../../src/form/draft/look.ts'
import { inputOf, isUnsaved, patchOf } from '../../src/form/draft/sent-input.ts'
import { tidy } from '../../src/form/draft/tidy.ts'

const NOW = new Date('2026-11-26T12:00:00Z')
const adapters: readonly Adapter[] = await Promise.all(adapterIds.map((id) => loadAdapter(id)!))
const adapterOf = (id: string): Adapter => adapters.find((adapter) => adapter.definition.id === id)!
const rest = adapterOf('bigcommerce-rest')
const graphql = adapterOf('bigcommerce-graphql')

const typeAll = (draft: Draft, values: Record<string, unknown>): Draft =>
  Object.entries(values).reduce((so, [key, value]) => typeInto(so, { [key]: value }), draft)

// --- acts, as a person makes them ---

type Act =
  | { readonly act: 'type'; readonly at: number; readonly text: string }
  | { readonly act: 'choose'; readonly at: number }
  | { readonly act: 'leave'; readonly at: number }
  | { readonly act: 'undo'; readonly at: number }
  | { readonly act: 'paste'; readonly text: string }

const FILE = [
  'ACCESS TOKEN: canaryfiletoken0123456789abcdef',
  'CLIENT ID: canaryclientid',
  'CLIENT SECRET: canaryclientsecret',
  'NAME: Shop',
  'API PATH: https://api.bigcommerce.com/stores/abc123xyz/v3/',
].join('\n')

const texts = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.constantFrom(' abc123xyz ', 'ABC123', 'https://api.bigcommerce.com/stores/hash12345/v3/', FILE, '****'),
)
const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.oneof(
    fc.record({ act: fc.constant('type' as const), at: fc.nat(), text: texts }),
    fc.record({ act: fc.constant('choose' as const), at: fc.nat() }),
    fc.record({ act: fc.constant('leave' as const), at: fc.nat() }),
    fc.record({ act: fc.constant('undo' as const), at: fc.nat() }),
    fc.record({ act: fc.constant('paste' as const), text: texts }),
  ),
  { maxLength: 25 },
)

function perform(draft: Draft, act: Act, adapter: Adapter): Draft {
  const fields = fieldsOf(draft.definition, draft.authType)
  const keyAt = (at: number): string => fields[at % fields.length]!.key
  switch (act.act) {
    case 'type': {
      const key = keyAt(act.at)
      return key === discriminatorOf(draft.definition) ? draft : typeInto(draft, { [key]: act.text })
    }
    case 'choose': {
      const types = authTypesOf(draft.definition)
      return types.length === 0 ? draft : chooseAuthType(draft, types[act.at % types.length]!.id)
    }
    case 'leave': {
      const key = keyAt(act.at)
      return tidy(visit(draft, key), key, look(draft, { adapter, now: NOW }))
    }
    case 'undo': {
      const keys = Object.keys(draft.notes)
      return keys.length === 0 ? draft : undo(draft, keys[act.at % keys.length]!)
    }
    case 'paste':
      return fillFromText(draft, act.text, { adapter, now: NOW }).draft
  }
}

describe('a draft, whatever is done with it', () => {
  const definitions = fc.constantFrom(...adapters)

  it('sends fields of the chosen auth type and of no other', () => {
    fc.assert(
      fc.property(definitions, acts, (adapter, all) => {
        const draft = all.reduce((so, act) => perform(so, act, adapter), newDraft(adapter.definition))
        const own = new Set(fieldsOf(draft.definition, draft.authType).map((field) => field.key))
        for (const key of Object.keys(inputOf(draft))) expect(own).toContain(key)
        const discriminator = discriminatorOf(draft.definition)
        if (discriminator !== undefined) expect(draft.values[discriminator]).toBe(draft.authType)
      }),
    )
  })

  it('forgets each secret of an auth type when another one is chosen', () => {
    fc.assert(
      fc.property(definitions, acts, fc.nat(), (adapter, all, at) => {
        const before = all.reduce((so, act) => perform(so, act, adapter), newDraft(adapter.definition))
        const others = authTypesOf(adapter.definition).filter((type) => type.id !== before.authType)
        if (others.length === 0) return
        const after = chooseAuthType(before, others[at % others.length]!.id)
        for (const key of secretKeysOf(adapter.definition)) {
          expect(after.values[key]).toBeUndefined()
          expect(after.notes[key]).toBeUndefined()
          expect(inputOf(after)).not.toHaveProperty(key)
        }
      }),
    )
  })

  it('puts back exactly what stood in a field before a change', () => {
    fc.assert(
      fc.property(definitions, acts, (adapter, all) => {
        let draft = newDraft(adapter.definition)
        for (const act of all) {
          const before = draft
          draft = perform(draft, act, adapter)
          if (act.act !== 'leave' && act.act !== 'paste') continue
          for (const [key, note] of Object.entries(draft.notes)) {
            if (before.notes[key] === note || draft.authType !== before.authType) continue
            expect(undo(draft, key).values[key]).toBe(before.values[key])
            expect(undo(draft, key).notes[key]).toBeUndefined()
          }
        }
      }),
    )
  })

  it('holds no typed secret after it was told to forget them', () => {
    fc.assert(
      fc.property(definitions, acts, (adapter, all) => {
        const draft = all.reduce((so, act) => perform(so, act, adapter), newDraft(adapter.definition))
        const forgotten = withoutSecrets(draft)
        for (const key of secretKeysOf(adapter.definition)) {
          expect(forgotten.values).not.toHaveProperty(key)
          expect(forgotten.notes).not.toHaveProperty(key)
        }
      }),
    )
  })
})

describe('a pasted text', () => {
  it('fills the fields of a credentials file and chooses the auth type it is for', () => {
    const { draft, filled, unknown } = fillFromText(newDraft(rest.definition), FILE, { adapter: rest, now: NOW })
    expect(unknown).toBe(false)
    expect(draft.authType).toBe('token')
    expect(inputOf(draft)).toEqual({
      name: 'Shop',
      authType: 'token',
      storeHash: 'abc123xyz',
      accessToken: 'canaryfiletoken0123456789abcdef',
      clientId: 'canaryclientid',
      clientSecret: 'canaryclientsecret',
    })
    expect(filled).toEqual(['Name', 'Store hash', 'Access token', 'Client ID', 'Client secret'])
    const said = JSON.stringify(Object.values(draft.notes).map((note) => note.messages))
    expect(said).not.toContain('canary')
  })

  it('keeps the chosen auth type and fills its fields under their own names', () => {
    const basic = chooseAuthType(newDraft(rest.definition), 'basic')
    const { draft } = fillFromText(basic, FILE, { adapter: rest, now: NOW })
    expect(draft.authType).toBe('basic')
    expect(inputOf(draft)).toMatchObject({ username: 'canaryclientid', password: 'canaryfiletoken0123456789abcdef' })
  })

  it('never chooses an auth type that a notice refuses', () => {
    const { draft } = fillFromText(newDraft(graphql.definition), FILE, { adapter: graphql, now: NOW })
    expect(draft.authType).toBe('custom')
  })

  it('changes nothing where nothing is recognised', () => {
    const empty = newDraft(rest.definition)
    expect(fillFromText(empty, 'hello there, dear!', { adapter: rest, now: NOW })).toMatchObject({
      draft: empty,
      unknown: true,
    })
  })
})

describe('leaving a field', () => {
  it('trims and lower-cases what was typed, and says so', () => {
    const typed = typeInto(newDraft(rest.definition), { storeHash: ' ABC123XYZ ' })
    const tidied = tidy(typed, 'storeHash', look(typed, { adapter: rest, now: NOW }))
    expect(tidied.values['storeHash']).toBe('abc123xyz')
    expect(tidied.notes['storeHash']!.kinds).toEqual(['trimmed', 'lowercased'])
    const back = undo(tidied, 'storeHash')
    expect(back.values['storeHash']).toBe(' ABC123XYZ ')
    expect(tidy(back, 'storeHash', look(back, { adapter: rest, now: NOW }))).toBe(back)
  })

  it('takes a store hash out of an address', () => {
    const typed = typeInto(newDraft(rest.definition), { storeHash: 'https://api.bigcommerce.com/stores/abc123xyz/v3/' })
    const tidied = tidy(typed, 'storeHash', look(typed, { adapter: rest, now: NOW }))
    expect(tidied.values['storeHash']).toBe('abc123xyz')
  })

  it('shows mistakes of fields that were left, and of no other', () => {
    const typed = visit(typeInto(newDraft(rest.definition), { storeHash: '!!' }), 'storeHash')
    const found = look(typed, { adapter: rest, now: NOW })
    expect(found.issues.length).toBeGreaterThan(1)
    expect(shownIssues(typed, { ...found, isEdit: false }).map((issue) => issue.path[0])).toEqual(['storeHash'])
  })
})

describe('defaults', () => {
  it('are filled in, said, and can be taken out', () => {
    const draft = newDraft(graphql.definition)
    expect(draft.values['channelId']).toBe(1)
    expect(draft.notes['channelId']!.kinds).toEqual(['defaulted'])
    expect(isUnsaved(draft)).toBe(false)
    const without = undo(draft, 'channelId')
    expect(without.values['channelId']).toBeUndefined()
    expect(chooseAuthType(without, 'custom').values['channelId']).toBeUndefined()
  })
})

describe('an edit', () => {
  const saved = {
    id: 'one',
    authType: 'token',
    values: { name: 'Shop', authType: 'token', storeHash: 'abc123xyz', clientId: 'abc' },
    secrets: {
      accessToken: { updatedAt: '2026-05-12T00:00:00Z' },
      clientSecret: { updatedAt: '2026-05-12T00:00:00Z' },
    },
    revision: 3,
  }
  const draft = draftOf(rest.definition, saved)
  const issuesOf = (so: Draft) => shownIssues(so, { ...look(so, { adapter: rest, now: NOW }), isEdit: true })

  it('sends nothing while nothing was changed, and may be saved', () => {
    expect(patchOf(draft)).toEqual({})
    expect(isUnsaved(draft)).toBe(false)
    expect(look(draft, { adapter: rest, now: NOW }).ok).toBe(true)
  })

  it('keeps, replaces and clears secrets', () => {
    const name = typeInto(draft, { name: 'Other' })
    expect(patchOf(name)).toEqual({ name: 'Other' })
    expect(patchOf(typeInto(name, { accessToken: 'canary-new' }))).toEqual({ name: 'Other', accessToken: 'canary-new' })
    const cleared = clearSecret(name, 'clientSecret')
    expect(patchOf(cleared)).toEqual({ name: 'Other', clientSecret: null })
    expect(patchOf(keepSecret(cleared, 'clientSecret'))).toEqual({ name: 'Other' })
  })

  it('says at once that the secret must be typed again when the account changes', () => {
    expect(issuesOf(draft)).toEqual([])
    const moved = typeInto(draft, { storeHash: 'other12345' })
    expect(issuesOf(moved)).toMatchObject([
      { path: ['accessToken'], code: 'secret_required' },
      { path: ['clientSecret'], code: 'secret_required' },
    ])
    expect(issuesOf(typeInto(moved, { storeHash: 'abc123xyz' }))).toEqual([])
  })

  it('asks for every secret again where the policy says so', () => {
    const always: Definition = { ...rest.definition, reentry: 'always' }
    const strict = draftOf(always, saved)
    expect(shownIssues(strict, { ...look(strict, { now: NOW }), isEdit: true }).map((issue) => issue.code)).toContain(
      'secret_required',
    )
  })

  it('sends null for an optional field that was emptied', () => {
    const graphqlSaved = { ...saved, authType: 'custom', values: { authType: 'custom', channelId: 4, name: 'a' } }
    const emptied = typeInto(draftOf(graphql.definition, graphqlSaved), { channelId: undefined })
    expect(patchOf(emptied)).toMatchObject({ channelId: null })
  })

  it('holds no secret although the server had sent one', () => {
    const leaky = { ...saved, values: { ...saved.values, accessToken: 'canary' } }
    expect(JSON.stringify(draftOf(rest.definition, leaky).values)).not.toContain('canary')
  })
})

describe('blank', () => {
  it('is no value, spaces and an empty list', () => {
    expect([undefined, null, '', ' \n', []].every(isBlank)).toBe(true)
    expect([0, false, 'a', ['a']].some(isBlank)).toBe(false)
  })

  it('leaves an empty form nothing to lose', () => {
    expect(isUnsaved(typeAll(newDraft(rest.definition), { name: '  ' }))).toBe(false)
    expect(isUnsaved(typeAll(newDraft(rest.definition), { name: 'a' }))).toBe(true)
  })
})
