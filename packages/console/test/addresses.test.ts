import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { auditQuery, readAuditFilter, writeAuditFilter } from '../src/activity/audit-filter.ts'
import {
  isNarrowed,
  listQuery,
  readListState,
  sortDirection,
  sortedBy,
  widened,
  writeListState,
} from '../src/connections/list-state.ts'
import { tokenOf } from '../src/session/login-token.ts'
import { expiryOf } from '../src/settings/expiry.ts'

const listOf = (text: string) => readListState(new URLSearchParams(text))

describe('the list in the address', () => {
  it('is written and read back the same, and leaves other parameters alone', () => {
    const text = fc.string({ maxLength: 20 })
    const sort = fc.constantFrom('name', '-name', 'definition', '-status', 'testedAt')
    const states = fc.record({
      search: text,
      status: text,
      provider: text,
      test: text,
      notices: fc.constantFrom('', '1'),
      sort,
    })
    fc.assert(
      fc.property(states, (state) => {
        const written = writeListState(new URLSearchParams('other=1'), state)
        expect(written.get('other')).toBe('1')
        expect(readListState(new URLSearchParams(written.toString()))).toEqual(state)
      }),
    )
  })

  it('names nothing where it is the whole list by name', () => {
    expect(writeListState(new URLSearchParams('search=x&sort=-name'), listOf('')).toString()).toBe('')
    expect(isNarrowed(listOf('sort=-status'))).toBe(false)
    expect(isNarrowed(listOf('status=failing'))).toBe(true)
    expect(widened(listOf('status=failing&sort=-status'))).toEqual(listOf('sort=-status'))
  })

  it('sorts by name where the address names a column that there is not', () => {
    expect(listOf('sort=password').sort).toBe('name')
  })

  it('turns a column round at the second click', () => {
    const once = sortedBy(listOf(''), 'status')
    const twice = sortedBy(once, 'status')
    expect([once.sort, twice.sort, sortedBy(twice, 'status').sort]).toEqual(['status', '-status', 'status'])
    expect(sortDirection(twice.sort, 'status')).toBe('descending')
    expect(sortDirection(twice.sort, 'name')).toBe('none')
  })

  it('asks the server for deleted ones by a parameter of their own', () => {
    expect(listQuery(listOf('status=removed&search=+a+'))).toEqual({
      search: 'a',
      definition: '',
      cause: '',
      sort: 'name',
      removed: true,
    })
    expect(listQuery(listOf('status=active&notices=1'))).toMatchObject({ status: 'active', notices: true })
  })
})

describe('the filter of the activity in the address', () => {
  it('asks from the first moment of a day to before the first of the day after', () => {
    const filter = readAuditFilter(new URLSearchParams('from=2026-11-01&to=2026-11-26&actor=+user:42+'))
    expect(auditQuery(filter)).toEqual({
      action: '',
      actor: 'user:42',
      from: new Date('2026-11-01T00:00:00').toISOString(),
      to: new Date('2026-11-27T00:00:00').toISOString(),
    })
    expect(readAuditFilter(writeAuditFilter(new URLSearchParams(), filter))).toEqual(filter)
  })

  it('ignores a day that there is not', () => {
    expect(auditQuery(readAuditFilter(new URLSearchParams('from=yesterday&to=2026-13-40')))).toEqual({
      action: '',
      actor: '',
    })
  })
})

describe('the one-time token in the fragment', () => {
  const token = `cfl_${'A1b2-_'.repeat(7)}`

  it('is read with or without its name', () => {
    expect(tokenOf(`#${token}`)).toBe(token)
    expect(tokenOf(`#token=${token}`)).toBe(token)
  })

  it('is nothing else', () => {
    for (const text of ['', '#', '#content', '#token=', `#cfs_${token.slice(4)}`, `#${token}<script>`]) {
      expect(tokenOf(text)).toBeUndefined()
    }
  })
})

it('gives a key its end in days from now, or none', () => {
  const now = new Date('2026-11-26T12:00:00Z')
  expect(expiryOf('30', now)).toBe('2026-12-26T12:00:00.000Z')
  expect(expiryOf('never', now)).toBeUndefined()
})
