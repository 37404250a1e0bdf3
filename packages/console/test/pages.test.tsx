// @vitest-environment happy-dom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { useState } from 'react'
import { describe, expect, it } from 'vitest'
import type { Connection } from '../src/api/types.ts'
import { ConnectionsPage } from '../src/connections/connections-page.tsx'
import { useConnectionActs } from '../src/connections/use-connection-acts.ts'
import { LoginPage } from '../src/session/login-page.tsx'
import { ApiKeysSection } from '../src/settings/api-keys-section.tsx'
import { SessionSection } from '../src/settings/session-section.tsx'
import { CopyButton, Dialog } from '../src/ui/index.ts'
import { openConsolePage, session } from './support/console-page.tsx'
import { CANARY, connection } from './support/form-acts.ts'
import { problem } from './support/form-page.tsx'
import { json } from './support/local-server.ts'

describe('the list of connections', () => {
  it('does not ask again by itself for a page that did not come, but does when it is told to', async () => {
    const { server } = await openConsolePage({
      path: '/',
      routes: [{ path: '/', Component: ConnectionsPage }],
      answers: {
        'GET /connections': (request, response) =>
          request.url.includes('cursor=')
            ? problem(400, { code: 'invalid_request', detail: 'The cursor is none of ours.' })(request, response)
            : json(response, 200, { connections: [connection], next: 'page-2' }),
      },
    })
    const asked = () => server.seen.filter(({ url }) => url.includes('cursor=')).length
    fireEvent.click(await screen.findByRole('button', { name: 'Try again' }))
    await waitFor(() => expect(asked()).toBe(2))
    await screen.findByText('The cursor is none of ours.')
    expect(asked()).toBe(2)
  })
})

describe('what is done to a row', () => {
  function Row() {
    const { acts, testing } = useConnectionActs()
    return (
      <button type="button" onClick={() => acts.test(connection as Connection)}>
        {testing.size === 0 ? 'Test' : 'Testing'}
      </button>
    )
  }

  it('is one test however often it is asked for meanwhile, and another one afterwards', async () => {
    const { server } = await openConsolePage({
      path: '/',
      routes: [{ path: '/', Component: Row }],
      answers: {
        'GET /connections/c1': (_, response) => json(response, 200, connection),
        'POST /connections/c1/test': (_, response) => json(response, 200, { ok: true }),
      },
    })
    const tests = () => server.seen.filter(({ method }) => method === 'POST').length
    const button = await screen.findByRole('button', { name: 'Test' })
    fireEvent.click(button)
    fireEvent.click(button)
    await screen.findByText('Testing')
    await screen.findByText('Test')
    expect(tests()).toBe(1)
    fireEvent.click(button)
    await waitFor(() => expect(tests()).toBe(2))
  })
})

describe('a dialog', () => {
  function Thing() {
    const [state, setState] = useState<'there' | 'asked' | 'gone'>('there')
    return (
      <>
        {state !== 'gone' && (
          <button type="button" onClick={() => setState('asked')}>
            Delete
          </button>
        )}
        {state === 'asked' && (
          <Dialog title="Sure?" onClose={() => setState('there')} actions={<CopyButton text="a" what="Name" />}>
            <button type="button" onClick={() => setState('gone')}>
              Yes
            </button>
          </Dialog>
        )}
      </>
    )
  }
  const openThing = async () => {
    await openConsolePage({ path: '/', routes: [{ path: '/', Component: Thing }], answers: {} })
    const opener = await screen.findByRole('button', { name: 'Delete' })
    opener.focus()
    fireEvent.click(opener)
    return screen.findByRole('dialog', { name: 'Sure?' })
  }

  it('gives the focus to the page where what opened it is gone', async () => {
    await openThing()
    fireEvent.click(screen.getByRole('button', { name: 'Yes' }))
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('main')))
  })

  it('says inside of itself what was copied: nothing outside of it is read', async () => {
    const dialog = await openThing()
    fireEvent.click(within(dialog).getByRole('button', { name: 'Copy Name' }))
    await waitFor(() => expect(within(dialog).getByRole('status').textContent).toMatch(/Copied: Name\.|Copying failed/))
  })
})

describe('a sign-in link', () => {
  it('is taken as well where another one was opened in the same tab before', async () => {
    const tokens: unknown[] = []
    const { router } = await openConsolePage({
      path: '/login',
      routes: [
        { path: '/login', Component: LoginPage },
        { path: '/', element: <p>The list</p> },
      ],
      answers: {
        'POST /session': ({ body }, response) => {
          tokens.push(JSON.parse(body).token)
          json(response, 201, session)
        },
      },
    })
    await screen.findByText('Open the sign-in link')
    window.location.hash = '#cfl_0123456789abcdef'
    act(() => void window.dispatchEvent(new Event('hashchange')))
    await waitFor(() => expect(router.state.location.pathname).toBe('/'))
    expect(tokens).toEqual(['cfl_0123456789abcdef'])
    expect(window.location.href).not.toContain('cfl_')
  })
})

describe('the settings', () => {
  it('show a new API key in a field that has the focus, and nowhere in the HTML of the page', async () => {
    await openConsolePage({
      path: '/',
      routes: [{ path: '/', Component: ApiKeysSection }],
      answers: {
        'GET /api-keys': (_, response) => json(response, 200, { apiKeys: [] }),
        'POST /api-keys': (_, response) => json(response, 201, { apiKey: {}, secret: CANARY }),
      },
    })
    fireEvent.click((await screen.findAllByRole('button', { name: 'Create API key' }))[0]!)
    fireEvent.change(await screen.findByLabelText(/^Name/), { target: { value: 'Import' } })
    fireEvent.click(screen.getByRole('button', { name: 'Create key' }))
    const shown = await screen.findByLabelText<HTMLInputElement>('API key')
    expect(shown.value).toBe(CANARY)
    expect(document.activeElement).toBe(shown)
    expect(document.documentElement.outerHTML).not.toContain(CANARY)
    fireEvent.click(screen.getByRole('button', { name: 'I have copied it' }))
    await waitFor(() => expect(screen.queryByLabelText('API key')).toBeNull())
  })

  it('leave nothing of what was read behind when somebody signs out', async () => {
    let isIn = true
    const { client } = await openConsolePage({
      path: '/',
      routes: [{ path: '/', Component: SessionSection }],
      answers: {
        'GET /session': (request, response) =>
          isIn ? json(response, 200, session) : problem(401, { code: 'unauthenticated' })(request, response),
        'DELETE /session': (_, response) => {
          isIn = false
          response.writeHead(204).end()
        },
      },
    })
    client.setQueryData(['connections', 'one', 'c1'], connection)
    fireEvent.click(await screen.findByRole('button', { name: 'Sign out' }))
    await screen.findByText('Open the sign-in link')
    await waitFor(() => expect(client.getQueryData(['connections', 'one', 'c1'])).toBeUndefined())
  })
})
