// @vitest-environment happy-dom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { CANARY, connection, field, noKey, save, type } from '../support/form-acts.ts'
import { type Answer, openFormPage, problem } from '../support/form-page.tsx'
import { json } from '../support/local-server.ts'

const editing: Readonly<Record<string, Answer>> = {
  'GET /connections/c1': (_, response) => json(response, 200, connection),
  'GET /sealing-key': noKey,
}

describe('a connection that is edited', () => {
  const path = '/connections/c1'

  it('shows of a saved secret that it is set, in an empty field', async () => {
    await openFormPage({ path, answers: editing })
    const token = await field(/^Access token/)
    expect(token.value).toBe('')
    expect(token.placeholder).toBe('Saved 12 May 2026, type to replace')
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Show Access token' }).disabled).toBe(true)
  })

  it('says at the secret, at once, that it must be typed again when the account changes', async () => {
    await openFormPage({ path, answers: editing })
    const hash = await field(/^Store hash/)
    fireEvent.change(hash, { target: { value: 'other1234' } })
    const token = await field(/^Access token/)
    await waitFor(() => expect(token.getAttribute('aria-invalid')).toBe('true'))
    expect(token.placeholder).toBe('Type it again to save changes')
    fireEvent.change(hash, { target: { value: 'abc123xyz' } })
    await waitFor(() => expect(token.getAttribute('aria-invalid')).toBeNull())
  })

  it('sends the change alone, with the revision that was read, and null for a secret to remove', async () => {
    const { saves } = await openFormPage({
      path,
      answers: {
        ...editing,
        'PATCH /connections/c1': (_, response) => json(response, 200, { connection, issues: [], changes: [] }),
      },
    })
    await type(/^Name/, 'Other')
    fireEvent.click(screen.getByRole('button', { name: 'Remove the saved Client secret' }))
    expect(await screen.findByText('The saved one is removed when you save.')).toBeTruthy()
    save()
    await waitFor(() => expect(saves()).toHaveLength(1))
    expect(JSON.parse(saves()[0]!.body)).toEqual({ patch: { name: 'Other', clientSecret: null }, verify: 'required' })
    expect(saves()[0]!.headers['if-match']).toBe('"3"')
  })

  it('shows both versions where somebody else saved first, and puts mine over it', async () => {
    const current = {
      ...connection,
      revision: 4,
      values: { ...connection.values, name: 'Theirs', clientId: 'client-2' },
    }
    let attempts = 0
    const { saves } = await openFormPage({
      path,
      answers: {
        ...editing,
        'PATCH /connections/c1': (request, response) => {
          attempts += 1
          if (attempts === 1) problem(412, { code: 'precondition_failed', current })(request, response)
          else json(response, 200, { connection: current, issues: [], changes: [] })
        },
      },
    })
    await type(/^Name/, 'Mine')
    await type(/^Access token/, CANARY)
    save()
    const dialog = await screen.findByRole('dialog', { name: 'Somebody else changed this connection meanwhile' })
    const rows = within(dialog)
      .getAllByRole('row')
      .map((row) => row.textContent)
    expect(rows).toEqual([
      'FieldYoursTheirs',
      'NameMineTheirs',
      'Access tokenReplacedAs it was',
      'Client IDclient-1client-2',
    ])
    expect(dialog.textContent).not.toContain(CANARY)
    fireEvent.click(within(dialog).getByRole('button', { name: 'Put mine over it' }))
    await waitFor(() => expect(saves()).toHaveLength(2))
    expect(saves()[1]!.headers['if-match']).toBe('"4"')
    expect(JSON.parse(saves()[1]!.body).patch).toEqual({ name: 'Mine', accessToken: CANARY })
  })

  it('keeps what was typed where the connection cannot be read again', async () => {
    let readings = 0
    const { client } = await openFormPage({
      path,
      answers: {
        ...editing,
        'GET /connections/c1': (request, response) => {
          readings += 1
          if (readings === 1) json(response, 200, connection)
          else problem(404, { code: 'ERR_CONNECTION_NOT_FOUND' })(request, response)
        },
      },
    })
    await type(/^Name/, 'Typed')
    await act(() => client.invalidateQueries({ queryKey: ['connections'] }))
    await waitFor(() => expect(readings).toBe(2))
    expect((await field(/^Name/)).value).toBe('Typed')
  })

  it('says in the panel that nothing was changed, until something is', async () => {
    const { saves } = await openFormPage({ path, answers: editing })
    await field(/^Name/)
    save()
    const said = await screen.findByText('Nothing was changed.')
    expect(said.getAttribute('role')).toBe('status')
    await type(/^Name/, 'Other')
    expect(said.textContent).toBe('')
    expect(saves()).toEqual([])
  })

  it('opens without anything unsaved where the redirect URL was never saved, and keeps it shown', async () => {
    const oauth = {
      ...connection,
      authType: 'oauth2',
      values: { name: 'Shop', authType: 'oauth2', oauthClient: 'o1', scopes: ['store_cart'] },
      secrets: {},
    }
    const { router } = await openFormPage({
      path,
      session: { redirectUri: 'https://connect.example.com/api/v1/oauth/callback' },
      answers: {
        'GET /connections/c1': (_, response) => json(response, 200, oauth),
        'GET /oauth-clients': (_, response) => json(response, 200, { oauthClients: [] }),
      },
    })
    expect((await field(/^Redirect/)).value).toBe('https://connect.example.com/api/v1/oauth/callback')
    await act(() => router.navigate('/'))
    await waitFor(() => expect(router.state.location.pathname).toBe('/'))
  })

  it('takes the other version where that is chosen', async () => {
    const current = { ...connection, revision: 4, values: { ...connection.values, name: 'Theirs' } }
    await openFormPage({
      path,
      answers: { ...editing, 'PATCH /connections/c1': problem(412, { code: 'precondition_failed', current }) },
    })
    await type(/^Name/, 'Mine')
    save()
    fireEvent.click(await screen.findByRole('button', { name: 'Take theirs' }))
    await waitFor(async () => expect((await field(/^Name/)).value).toBe('Theirs'))
  })
})
