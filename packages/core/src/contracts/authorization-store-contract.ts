import type { AuthorizationStore } from '../ports.ts'
import { failureCode } from './failure-code.ts'
import { authorizationRecord } from './records.ts'
import type { ContractRunner } from './runner.ts'

type WithAuthorizations = (body: (authorizations: AuthorizationStore) => Promise<void>) => () => Promise<void>

const now = '2026-01-01T00:05:00.000Z'
const expiresAt = '2026-01-01T00:10:00.000Z'
const later = '2026-01-01T00:10:00.001Z'

/** Each authorisation is finished once, in time. */
export function authorizationStoreContract(
  { it, expect }: ContractRunner,
  withAuthorizations: WithAuthorizations,
): void {
  it(
    'gives back what was inserted, every member of it',
    withAuthorizations(async (authorizations) => {
      const text = `'; drop table authorizations; -- "\\ \n\t İstanbul 東京 🦜`
      const record = authorizationRecord({ tenant: text, connection: text, definition: text, scopes: [text, ''] })
      const bare = authorizationRecord({ stateHash: 'hash-2', scopes: [] })
      await authorizations.insert(record)
      await authorizations.insert(bare)
      expect(await authorizations.take('hash-1', now)).toEqual(record)
      expect(await authorizations.take('hash-2', now)).toEqual(bare)
    }),
  )

  it(
    'finds nothing for a state it does not know, of which a part or the case is another, or none at all',
    withAuthorizations(async (authorizations) => {
      await authorizations.insert(authorizationRecord())
      for (const stateHash of ['', 'hash', 'HASH-1', 'hash-1 ', '%']) {
        expect(await authorizations.take(stateHash, now)).toBe(undefined)
      }
      expect(await authorizations.take('hash-1', now)).toEqual(authorizationRecord())
    }),
  )

  it(
    'finds nothing for a state that was taken before',
    withAuthorizations(async (authorizations) => {
      await authorizations.insert(authorizationRecord())
      expect(await authorizations.take('hash-1', now)).toEqual(authorizationRecord())
      expect(await authorizations.take('hash-1', now)).toBe(undefined)
    }),
  )

  it(
    'gives an authorisation to exactly one of many who take it at once',
    withAuthorizations(async (authorizations) => {
      await authorizations.insert(authorizationRecord())
      const attempts = Array.from({ length: 20 }, () => authorizations.take('hash-1', now))
      expect((await Promise.all(attempts)).filter((taken) => taken !== undefined)).toEqual([authorizationRecord()])
    }),
  )

  it(
    'takes out the one authorisation and leaves others of the same connection',
    withAuthorizations(async (authorizations) => {
      const other = authorizationRecord({ stateHash: 'hash-2' })
      await authorizations.insert(authorizationRecord())
      await authorizations.insert(other)
      await authorizations.take('hash-1', now)
      expect(await authorizations.take('hash-2', now)).toEqual(other)
    }),
  )

  it(
    'finds an authorisation to the last moment before it expires, and nothing after',
    withAuthorizations(async (authorizations) => {
      await authorizations.insert(authorizationRecord({ expiresAt }))
      await authorizations.insert(authorizationRecord({ stateHash: 'hash-2', expiresAt }))
      expect((await authorizations.take('hash-1', expiresAt))?.stateHash).toBe('hash-1')
      expect(await authorizations.take('hash-2', later)).toBe(undefined)
    }),
  )

  it(
    'clears away what has expired, of any tenant, whatever state is looked for',
    withAuthorizations(async (authorizations) => {
      await authorizations.insert(authorizationRecord({ expiresAt }))
      await authorizations.insert(authorizationRecord({ stateHash: 'hash-2', tenant: 'two', expiresAt }))
      await authorizations.insert(authorizationRecord({ stateHash: 'hash-3', expiresAt: '2026-01-02T00:00:00.000Z' }))
      expect(await authorizations.take('unknown', later)).toBe(undefined)
      // With the clock set back, only what was not cleared away is found.
      expect(await authorizations.take('hash-1', now)).toBe(undefined)
      expect(await authorizations.take('hash-2', now)).toBe(undefined)
      expect((await authorizations.take('hash-3', now))?.stateHash).toBe('hash-3')
    }),
  )

  it(
    'refuses a state that is under way already and keeps what is there',
    withAuthorizations(async (authorizations) => {
      await authorizations.insert(authorizationRecord())
      const again = () => authorizations.insert(authorizationRecord({ connection: 'another' }))
      expect(await failureCode(again)).toBe('ERR_STORE_CONFLICT')
      expect(await authorizations.take('hash-1', now)).toEqual(authorizationRecord())
    }),
  )
}
