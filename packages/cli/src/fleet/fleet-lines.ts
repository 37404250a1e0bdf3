import type { Connection, Connform } from 'connform'

/** One line of output; `connection` is its id, by which a run that was stopped goes on. */
export type FleetLine = Readonly<Record<string, unknown>> & { readonly connection: string }

interface FleetWork {
  /** Lines about one connection, and whether it is well. */
  readonly run: (connform: Connform, connection: Connection, signal: AbortSignal) => Promise<FleetResult>
  /** In the words of the summary. */
  readonly counted: string
}

export interface FleetResult {
  readonly lines: readonly FleetLine[]
  readonly good: boolean
}

/** What can be done with a whole fleet. */
export const fleetWork: Readonly<Record<string, FleetWork>> = Object.freeze({
  test: {
    counted: 'tested',
    run: async (connform, { id, name, definition, authType }, signal) => {
      try {
        const test = await connform.connections.test(id, { signal })
        return { lines: [{ connection: id, name, definition, authType, ...test }], good: test.ok }
      } catch (error) {
        return {
          lines: [{ connection: id, name, definition, authType, ok: false, error: failureOf(error) }],
          good: false,
        }
      }
    },
  },
  notices: {
    counted: 'looked at',
    run: async (_, { id, name, definition, authType, notices }) => ({
      lines: notices.map((notice) => ({ connection: id, name, definition, authType, notice })),
      good: true,
    }),
  },
  export: {
    counted: 'exported',
    run: async (_, { id, ...rest }) => ({ lines: [{ connection: id, ...rest }], good: true }),
  },
})

/** Only the words of our own failures are repeated; any other may hold what was sent. */
function failureOf(error: unknown): { readonly code: string; readonly message: string } {
  if (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_') && 'hint' in error) {
    return { code: String(error.code), message: error.message }
  }
  return { code: 'ERR_INTERNAL', message: 'The test failed for a reason of our own.' }
}
