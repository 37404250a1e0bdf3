import { failureCode } from './failure-code.ts'
import { connectionRecord } from './records.ts'
import type { ContractRunner } from './runner.ts'
import type { WithStore } from './store-of-records.ts'

const expiresAt = '2026-01-02T00:00:00.000Z'
const afterwards = '2026-01-02T00:00:00.001Z'
const key = { keyHash: 'hash', request: 'fingerprint', expiresAt }

/** The same key makes one connection, as long as it lasts. */
export function idempotencyContract({ it, expect }: ContractRunner, withStore: WithStore): void {
  it(
    'remembers what came of a key, for its tenant alone, to the last moment before it expires',
    withStore(async ({ connections, idempotency }) => {
      expect(await idempotency.find('one', 'hash', expiresAt)).toBe(undefined)
      await connections.insert(connectionRecord(), { idempotency: key })
      expect(await idempotency.find('one', 'hash', expiresAt)).toEqual({ ...key, connection: 'a' })
      expect(await idempotency.find('one', 'hash', afterwards)).toBe(undefined)
      expect(await idempotency.find('one', 'Hash', expiresAt)).toBe(undefined)
      expect(await idempotency.find('two', 'hash', expiresAt)).toBe(undefined)
      await connections.insert(connectionRecord({ tenant: 'two', id: 'b' }), { idempotency: key })
      expect((await idempotency.find('two', 'hash', expiresAt))?.connection).toBe('b')
    }),
  )

  it(
    'makes one connection for a key that many send at once',
    withStore(async ({ connections, idempotency }) => {
      const attempts = Array.from({ length: 10 }, (_, index) =>
        failureCode(() => connections.insert(connectionRecord({ id: `${index}` }), { idempotency: key })),
      )
      const codes = await Promise.all(attempts)
      expect(codes.filter((code) => code === undefined).length).toBe(1)
      expect(codes.filter((code) => code === 'ERR_IDEMPOTENCY_CONFLICT').length).toBe(9)
      const { connections: stored } = await connections.list('one', { limit: 10 })
      expect(stored.map(({ id }) => id)).toEqual([`${codes.indexOf(undefined)}`])
      expect((await idempotency.find('one', 'hash', expiresAt))?.connection).toBe(stored[0]?.id)
    }),
  )

  it(
    'forgets a key whose connection was not stored',
    withStore(async ({ connections, idempotency }) => {
      await connections.insert(connectionRecord())
      const taken = () => connections.insert(connectionRecord(), { idempotency: key })
      expect(await failureCode(taken)).toBe('ERR_STORE_CONFLICT')
      const sealed = () => connections.insert(connectionRecord({ id: 'b', keyId: 'gone' }), { idempotency: key })
      expect(await failureCode(sealed)).toBe('ERR_STORE_KEY_GONE')
      expect(await idempotency.find('one', 'hash', expiresAt)).toBe(undefined)
    }),
  )

  it(
    'takes a key again that had expired when the connection was made',
    withStore(async ({ connections, idempotency }) => {
      await connections.insert(connectionRecord(), { idempotency: key })
      const next = { keyHash: 'hash', request: 'another', expiresAt: '2026-01-03T00:00:00.000Z' }
      const early = connectionRecord({ id: 'b', createdAt: expiresAt })
      expect(await failureCode(() => connections.insert(early, { idempotency: next }))).toBe('ERR_IDEMPOTENCY_CONFLICT')
      await connections.insert(connectionRecord({ id: 'c', createdAt: afterwards }), { idempotency: next })
      expect(await idempotency.find('one', 'hash', afterwards)).toEqual({ ...next, connection: 'c' })
    }),
  )

  it(
    'clears away what has expired, of every tenant',
    withStore(async ({ connections, idempotency }) => {
      await connections.insert(connectionRecord(), { idempotency: key })
      await connections.insert(connectionRecord({ tenant: 'two' }), { idempotency: key })
      const lasting = { ...key, keyHash: 'lasting', expiresAt: afterwards }
      await connections.insert(connectionRecord({ id: 'b' }), { idempotency: lasting })
      expect(await idempotency.clear(expiresAt)).toBe(0)
      expect(await idempotency.clear(afterwards)).toBe(2)
      expect(await idempotency.clear(afterwards)).toBe(0)
      // With the clock set back, only what was not cleared away is found.
      expect(await idempotency.find('one', 'hash', expiresAt)).toBe(undefined)
      expect((await idempotency.find('one', 'lasting', expiresAt))?.connection).toBe('b')
    }),
  )
}
