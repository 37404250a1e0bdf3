import { ConnformError } from '@connform/core'

/** The same asynchronous functions, refusing to run once connform is closed. */
export function whileOpen<T extends object>(functions: T, isOpen: () => boolean): T {
  const guarded = Object.entries(functions).map(([name, run]) => [
    name,
    // Without an `await` of its own, for it is around every call. What is thrown at once is still a rejection.
    (...words: unknown[]): Promise<unknown> => {
      if (!isOpen()) return Promise.reject(new ConnformError('ERR_CLOSED', 'This connform is closed.'))
      try {
        return Promise.resolve((run as (...words: unknown[]) => unknown)(...words))
      } catch (error) {
        return Promise.reject(error)
      }
    },
  ])
  return Object.freeze(Object.fromEntries(guarded))
}
