import { ConnformError } from '@connform/core'

/** The same asynchronous functions, refusing to run once connform is closed. */
export function whileOpen<T extends object>(functions: T, isOpen: () => boolean): T {
  const guarded = Object.entries(functions).map(([name, run]) => [
    name,
    async (...words: unknown[]) => {
      if (!isOpen()) throw new ConnformError('ERR_CLOSED', 'This connform is closed.')
      return (run as (...words: unknown[]) => unknown)(...words)
    },
  ])
  return Object.freeze(Object.fromEntries(guarded))
}
