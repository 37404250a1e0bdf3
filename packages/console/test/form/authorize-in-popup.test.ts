// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest'
import {
  type AuthorizationState,
  type AuthorizeOptions,
  authorizeInPopup,
} from '../../src/form/oauth/authorize-in-popup.ts'

// A window that opens is the browser's own, and stands for the provider's page.
const opened = () => ({
  closed: false,
  places: [] as string[],
  location: { replace: (url: string) => popup?.places.push(url) },
  close: () => undefined,
})
let popup: ReturnType<typeof opened> | null = null
const browserOpen = window.open
afterEach(() => {
  window.open = browserOpen
})

const soon = () => new Date(Date.now() + 60_000).toISOString()
const begin = async () => ({ url: 'https://provider.example/authorize', expiresAt: soon() })

/** Runs until it ends, and answers every state on the way; `during` happens once the person is asked. */
function run(
  options: Partial<AuthorizeOptions>,
  { blocked = false, during }: { readonly blocked?: boolean; readonly during?: () => void } = {},
): Promise<readonly AuthorizationState[]> {
  popup = blocked ? null : opened()
  window.open = () => popup as unknown as Window
  const states: AuthorizationState[] = []
  return new Promise((resolve) => {
    authorizeInPopup({
      connection: 'c1',
      begin,
      isAuthorized: async () => false,
      ...options,
      onState: (state) => {
        states.push(state)
        if (state.state === 'blocked' || (state.state === 'waiting' && state.url !== undefined)) during?.()
        else if (state.state !== 'waiting') resolve(states)
      },
    })
  })
}

function report(message: unknown): void {
  const channel = new BroadcastChannel('connform-oauth')
  channel.postMessage(message)
  channel.close()
}

describe('an authorisation in a window of its own', () => {
  it('leads to the provider and ends when its page reports', async () => {
    const states = await run({}, { during: () => report({ ok: true, connection: 'c1' }) })
    expect(states.map(({ state }) => state)).toEqual(['waiting', 'waiting', 'approved'])
    expect(popup?.places).toEqual(['https://provider.example/authorize'])
  })

  it('says why it was denied', async () => {
    const message = 'The authorisation was denied.'
    const states = await run({}, { during: () => report({ ok: false, issues: [{ message }] }) })
    expect(states.at(-1)).toEqual({ state: 'denied', message })
  })

  it('hears nothing of another connection', async () => {
    const during = () => {
      report({ ok: true, connection: 'another' })
      report({ ok: false, connection: 'c1' })
    }
    expect((await run({}, { during })).at(-1)?.state).toBe('denied')
  })

  it('offers the address where the browser opens no window, and goes on from there', async () => {
    const states = await run({}, { blocked: true, during: () => report({ ok: true, connection: 'c1' }) })
    expect(states).toContainEqual({ state: 'blocked', url: 'https://provider.example/authorize' })
    expect(states.at(-1)?.state).toBe('approved')
  })

  it('looks at the connection again where the window was closed without a report', async () => {
    const during = () => {
      if (popup !== null) popup.closed = true
    }
    expect((await run({}, { during })).at(-1)?.state).toBe('closed')
    expect((await run({ isAuthorized: async () => true }, { during })).at(-1)?.state).toBe('approved')
  })

  it('still hears a report of a window that only seemed closed', async () => {
    popup = { ...opened(), closed: true }
    const seeming = popup
    window.open = () => seeming as unknown as Window
    const states: AuthorizationState['state'][] = []
    await new Promise<void>((resolve) => {
      authorizeInPopup({
        connection: 'c1',
        begin,
        isAuthorized: async () => false,
        onState: ({ state }) => {
          states.push(state)
          if (state === 'closed') report({ ok: true, connection: 'c1' })
          if (state === 'approved') resolve()
        },
      })
    })
    expect(states).toEqual(['waiting', 'waiting', 'closed', 'approved'])
  })

  it('ends when the time for it is over', async () => {
    const over = async () => ({ url: 'https://provider.example', expiresAt: new Date(0).toISOString() })
    expect((await run({ begin: over })).at(-1)?.state).toBe('timed_out')
  })

  it('says so where it could not be begun', async () => {
    const error = new Error('no')
    const states = await run({ begin: () => Promise.reject(error) })
    expect(states.at(-1)).toEqual({ state: 'broken', error })
  })
})
