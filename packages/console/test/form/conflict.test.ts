import { loadAdapter } from '@connform/adapters/load'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { typeInto } from '../../src/form/draft/change-draft.ts'
import { conflictRows, putMineOver, takeTheirs } from '../../src/form/draft/conflict.ts'
import { draftOf, type SavedState } from '../../src/form/draft/draft.ts'
import { patchOf } from '../../src/form/draft/sent-input.ts'

const { definition } = (await loadAdapter('bigcommerce-rest'))!
const saved: SavedState = {
  id: 'one',
  authType: 'token',
  values: { name: 'Shop', authType: 'token', storeHash: 'abc123xyz', clientId: 'abc' },
  secrets: { accessToken: { updatedAt: '2026-05-12T00:00:00Z' } },
  revision: 3,
}
const theirs: SavedState = {
  ...saved,
  values: { ...saved.values, name: 'Theirs', clientId: 'def' },
  secrets: { accessToken: { updatedAt: '2026-06-01T00:00:00Z' } },
  revision: 4,
}
const mine = typeInto(typeInto(draftOf(definition, saved), { name: 'Mine' }), { accessToken: 'canary-typed' })

describe('two people who change one connection', () => {
  it('see both versions of each field that differs, and never a secret', () => {
    const rows = conflictRows(mine, theirs)
    expect(rows).toEqual([
      { key: 'name', title: 'Name', secret: false, mine: 'Mine', theirs: 'Theirs' },
      { key: 'accessToken', title: 'Access token', secret: true, mine: 'typed', theirs: 'typed' },
      { key: 'clientId', title: 'Client ID', secret: false, mine: 'abc', theirs: 'def' },
    ])
    expect(JSON.stringify(rows)).not.toContain('canary')
  })

  it('can take the other version', () => {
    const draft = takeTheirs(mine, theirs)
    expect(draft.values).toEqual(theirs.values)
    expect(patchOf(draft)).toEqual({})
  })

  it('can put what they changed over it, and nothing that they did not change', () => {
    const draft = putMineOver(mine, theirs)
    expect(draft.saved?.revision).toBe(4)
    expect(patchOf(draft)).toEqual({ name: 'Mine', accessToken: 'canary-typed' })
    expect(draft.values['clientId']).toBe('def')
  })

  it('send, after putting theirs under mine, what they had changed wherever it still differs', () => {
    const word = fc.constantFrom('a1', 'b2', 'c3')
    fc.assert(
      fc.property(fc.record({ name: word, clientId: word }), fc.record({ name: word, clientId: word }), (my, other) => {
        const other_ = { ...saved, values: { ...saved.values, ...other }, revision: 9 }
        const changed = typeInto(draftOf(definition, saved), my)
        const draft = putMineOver(changed, other_)
        for (const key of ['name', 'clientId'] as const) expect(draft.values[key]).toBe(my[key])
        expect(Object.keys(patchOf(draft)).sort()).toEqual(
          (['clientId', 'name'] as const).filter((key) => my[key] !== other[key]),
        )
      }),
    )
  })
})
