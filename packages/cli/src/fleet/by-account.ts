import type { Connection } from 'connform'

export interface Limits {
  /** Connections at a time. */
  readonly concurrency: number
  /** Of one account at a time. */
  readonly perAccount: number
  readonly signal: AbortSignal
}

/** Connections read ahead of those under way, for each of these: one slow account must not gather the whole fleet. */
const READ_AHEAD = 16

/**
 * Runs work on many connections, bounded in all and per account, and hands out what it brings as it comes. Takes no
 * more once the signal ends; what is under way is handed out all the same.
 */
export async function* byAccount<T>(
  connections: AsyncIterable<Connection>,
  work: (connection: Connection) => Promise<T>,
  { concurrency, perAccount, signal }: Limits,
): AsyncGenerator<T, void, undefined> {
  const underWay = new Map<string, Promise<{ readonly connection: Connection; readonly result: T }>>()
  const ofAccount = new Map<string, number>()
  const waiting: Connection[] = []
  const source = connections[Symbol.asyncIterator]()
  let isDrained = false

  const count = (connection: Connection, change: 1 | -1): void => {
    const account = accountOf(connection)
    const next = (ofAccount.get(account) ?? 0) + change
    if (next === 0) ofAccount.delete(account)
    else ofAccount.set(account, next)
  }
  const isFree = (connection: Connection): boolean => (ofAccount.get(accountOf(connection)) ?? 0) < perAccount
  const nextFree = async (): Promise<Connection | undefined> => {
    const ready = waiting.findIndex(isFree)
    if (ready >= 0) return waiting.splice(ready, 1)[0]
    while (!isDrained && waiting.length < concurrency * READ_AHEAD) {
      const { value, done } = await source.next()
      if (done === true) isDrained = true
      else if (isFree(value)) return value
      else waiting.push(value)
    }
    return undefined
  }

  for (;;) {
    while (!signal.aborted && underWay.size < concurrency) {
      const connection = await nextFree()
      if (connection === undefined) break
      count(connection, 1)
      underWay.set(
        connection.id,
        work(connection).then((result) => ({ connection, result })),
      )
    }
    if (underWay.size === 0) return
    const { connection, result } = await Promise.race(underWay.values())
    underWay.delete(connection.id)
    count(connection, -1)
    yield result
  }
}

const accountOf = ({ definition, derived }: Connection): string => `${definition} ${derived.baseUrl ?? ''}`
