import type { RecordedRequest, Sandbox } from '@connform/sandbox'
import { vi } from 'vitest'

/** The grant types a token endpoint was asked for, in order. */
export const grantsAsked = (sandbox: Sandbox): string[] =>
  sandbox.requests().flatMap(({ grantType }) => (grantType === null ? [] : [grantType]))

export const tokensMinted = (sandbox: Sandbox): RecordedRequest[] =>
  sandbox.requests().filter(({ path }) => path.endsWith('/api-token-private'))

/** Waits until the sandbox has been asked for a path that ends so, this often. */
export const asked = (sandbox: Sandbox, path: string, times = 1): Promise<void> =>
  vi.waitFor(
    () => {
      const count = sandbox.requests().filter((request) => request.path.endsWith(path)).length
      if (count < times) throw new Error(`${path} was asked for ${count} times.`)
    },
    { timeout: 10_000, interval: 10 },
  )
