import { loadAdapter } from '@connform/adapters/load'
import { definitions } from '@connform/schemas'
import { setups } from '@connform/schemas/setups'
import { describe, expect, it } from 'vitest'
import { typeInto } from '../src/form/draft/change-draft.ts'
import { fillFromText } from '../src/form/draft/fill-from-text.ts'
import { look } from '../src/form/draft/look.ts'
import { tidy } from '../src/form/draft/tidy.ts'
import { guardWords } from '../src/setups/guard-words.ts'
import { readSetupListState, setupListQuery } from '../src/setups/list/setup-list-state.ts'
import { listed, matching } from '../src/setups/settings/option-tree.ts'
import { newSlotDraft, savedSlotDraft } from '../src/setups/slot/slot-draft.ts'
import { slotWords } from '../src/setups/slot/slot-words.ts'

const now = new Date('2026-11-26T12:00:00Z')
const documentOf = (id: string) => found(setups.find((one) => one.id === id))
const wordsOf = (id: string, slot: string) => {
  const document = documentOf(id)
  const definition = found(definitions.find((one) => one.id === document.slots[slot]?.definition))
  return found(slotWords(document, slot, definition))
}

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('There is no such thing.')
  return value
}

describe('the form of a slot', () => {
  it('puts in what it does not ask for, as the server does', () => {
    const draft = typeInto(newSlotDraft(wordsOf('akeneo-app', 'store'), 'Our app'), {
      clientId: 'a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p',
      accessToken: 'a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p',
      storeHash: 'abc123xyz',
    })
    const seen = look(draft, { now })
    expect(seen.issues.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(seen.values).toMatchObject({ authType: 'token', name: 'Our app · BigCommerce store' })
  })

  it('shows a value as the slot says, typed or pasted', async () => {
    const adapter = found(await loadAdapter('bigcommerce-rest'))
    const shown = 'https://api.bigcommerce.com/stores/abc123xyz/'
    const empty = newSlotDraft(wordsOf('unopim', 'store'), 'Store')
    const typed = typeInto(empty, { storeHash: 'https://api.bigcommerce.com/stores/abc123xyz/v3/' })
    expect(tidy(typed, 'storeHash', look(typed, { adapter, now })).values['storeHash']).toBe(shown)
    const pasted = fillFromText(empty, 'API PATH: https://api.bigcommerce.com/stores/abc123xyz/v3/', { adapter, now })
    expect(pasted.draft.values['storeHash']).toBe(shown)
  })

  it('changes nothing of what is saved where nothing is typed', () => {
    const words = wordsOf('unopim', 'store')
    const at = { updatedAt: '2026-11-01T00:00:00Z', set: true } as const
    const values = {
      name: 'Main',
      authType: 'token',
      storeHash: 'abc123xyz',
      clientId: 'a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p',
    }
    const secrets = { accessToken: at, clientSecret: at }
    const draft = savedSlotDraft(words, 'Main', {
      form: {
        slot: 'store',
        definition: 'bigcommerce-rest',
        values: {
          name: 'Main',
          storeHash: 'https://api.bigcommerce.com/stores/abc123xyz/',
          clientId: values.clientId,
          status: 'active',
        },
        secrets,
      },
      connection: {
        id: '1',
        definition: 'bigcommerce-rest',
        definitionVersion: '1.0.0',
        name: 'Main',
        authType: 'token',
        status: 'active',
        values,
        secrets,
        derived: {},
        notices: [],
        lastTest: null,
        revision: 1,
        createdAt: at.updatedAt,
        updatedAt: at.updatedAt,
      },
    })
    expect(look(draft, { now })).toMatchObject({ ok: true, secrets: {} })
  })
})

describe('a list of options', () => {
  it('tells how deep each lies, even where the list leads in a circle', () => {
    const options = [
      { value: 'a', label: 'A' },
      { value: 'b', label: 'B', parent: 'a' },
      { value: 'c', label: 'C', parent: 'b' },
      { value: 'd', label: 'D', parent: 'not there' },
      { value: 'e', label: 'E', parent: 'f' },
      { value: 'f', label: 'F', parent: 'e' },
    ]
    expect(listed(options).map(({ depth }) => depth)).toEqual([0, 1, 2, 0, 1, 1])
  })

  it('is searched by every word, in labels and values', () => {
    const options = listed([
      { value: 'en_US', label: 'English (United States)' },
      { value: 'en_GB', label: 'English (United Kingdom)' },
    ])
    expect(matching(options, 'english kingdom').map(({ value }) => value)).toEqual(['en_GB'])
    expect(matching(options, 'EN_us').map(({ value }) => value)).toEqual(['en_US'])
    expect(matching(options, ' ').length).toBe(2)
  })
})

it('names locked fields in the words of the setup, and says what the reset that comes with a change does', () => {
  const document = documentOf('akeneo-app')
  const { full } = wordsOf('akeneo-app', 'store')
  const store = { fields: ['store.storeHash'], reset: 'delete-store', warning: '' } as const
  expect(guardWords(document, store, full)).toMatchObject({
    fields: ['BigCommerce store · Store hash'],
    effect: 'store',
  })
  const locale = { fields: ['locale'], reset: 'keep-store', warning: '' } as const
  expect(guardWords(document, locale)).toMatchObject({ fields: ['Locale'], effect: 'settings' })
})

it('reads the list of setups out of an address, and takes nothing that there is not', () => {
  const state = readSetupListState(new URLSearchParams('search=+a+&status=purple&sort=-password'))
  expect(setupListQuery('unopim', state)).toEqual({ document: 'unopim', search: 'a', status: '', sort: 'name' })
})
