// @vitest-environment happy-dom
import { definitions } from '@connform/schemas'
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { CANARY, choose, connection, describedBy, field, fillToken, noKey, save, type } from '../support/form-acts.ts'
import { openFormPage, problem } from '../support/form-page.tsx'
import { json } from '../support/local-server.ts'

const rest = '/connections/new/bigcommerce-rest'

describe('a connection that is made', () => {
  it('shows the fields of the chosen auth type in the place of the others, and forgets the secret typed for another', async () => {
    await openFormPage({ path: rest })
    await choose('Token')
    await type(/^Access token/, CANARY)
    await choose('Basic')
    expect(screen.queryByLabelText(/^Access token/)).toBeNull()
    expect((await field(/^Password/)).value).toBe('')
    await choose('Token')
    expect((await field(/^Access token/)).value).toBe('')
    expect(document.body.innerHTML).not.toContain(CANARY)
  })

  it('names each control, says its help with it, and marks what is required', async () => {
    await openFormPage({ path: rest })
    await choose('Token')
    const token = await field(/^Access token/)
    expect(token.type).toBe('password')
    expect(token.autocomplete).toBe('new-password')
    expect(token.getAttribute('aria-required')).toBe('true')
    expect(describedBy(token)).toContain('Shown once when the API account is created.')
    expect(screen.getByRole('group', { name: /Auth type/ })).toBeTruthy()
    expect((await field(/^Client secret/)).getAttribute('aria-required')).toBeNull()
  })

  it('says what is missing in a summary that has the focus and leads to the fields', async () => {
    const { saves } = await openFormPage({ path: rest })
    await field(/^Name/)
    save()
    const summary = await screen.findByRole('group', { name: '3 things to mend before this can be saved' })
    expect(document.activeElement).toBe(summary)
    fireEvent.click(within(summary).getByText('Enter a value for Store hash.'))
    const hash = await field(/^Store hash/)
    expect(document.activeElement).toBe(hash)
    expect(hash.getAttribute('aria-invalid')).toBe('true')
    expect(saves()).toEqual([])
  })

  it('tells what was changed in a field, and takes it back', async () => {
    await openFormPage({ path: rest })
    const hash = await type(/^Store hash/, ' ABC123XYZ ')
    await waitFor(() => expect(hash.value).toBe('abc123xyz'))
    expect(describedBy(hash)).toContain('Store hash was put in lower case.')
    fireEvent.click(screen.getByRole('button', { name: 'Undo the change of Store hash' }))
    expect(hash.value).toBe(' ABC123XYZ ')
  })

  it('follows the field one is in with its guide', async () => {
    await openFormPage({ path: rest })
    fireEvent.focus(await field(/^Store hash/))
    expect(await screen.findByRole('heading', { name: 'Find your store hash' })).toBeTruthy()
  })

  it('shows where the provider sends people back to as the server says it, which may be reached by another address', async () => {
    await openFormPage({ path: rest })
    await choose('OAuth 2.0')
    const shown = await screen.findByDisplayValue('https://connform.example.com/api/v1/oauth/callback')
    expect((shown as HTMLInputElement).readOnly).toBe(true)
  })

  it('sends what was filled in, and closes when it is saved', async () => {
    const { saves, router } = await openFormPage({
      path: rest,
      answers: {
        'GET /sealing-key': noKey,
        'POST /connections': (_, response) => {
          response.writeHead(200, { 'content-type': 'application/x-ndjson' })
          response.write(`${JSON.stringify({ step: { id: 'store', title: 'Reading the store', state: 'begun' } })}\n`)
          response.end(
            `${JSON.stringify({ status: 201, body: { connection, issues: [], changes: [], test: { ok: true } } })}\n`,
          )
        },
      },
    })
    await fillToken()
    save()
    expect(await screen.findByText('Shop is saved and works.')).toBeTruthy()
    await waitFor(() => expect(router.state.location.pathname).toBe('/'))
    const [request] = saves()
    expect(JSON.parse(request!.body)).toEqual({
      definition: 'bigcommerce-rest',
      input: { name: 'Shop', authType: 'token', storeHash: 'abc123xyz', accessToken: CANARY, clientId: 'client-1' },
      verify: 'required',
    })
    expect(request!.headers['idempotency-key']).toMatch(/^[\da-f]{32}$/)
    expect(request!.headers.accept).toBe('application/x-ndjson')
  })

  it('shows why a test failed, leads to the field, keeps what was typed, and offers to save it all the same', async () => {
    const test = {
      ok: false,
      cause: 'bad_credentials',
      message: 'It does not know this access token.',
      hints: ['Copy the access token again in full.'],
      httpStatus: 401,
      durationMs: 5,
      testedAt: '2026-11-26T00:00:00Z',
    }
    const issues = [{ path: ['accessToken'], code: 'bad_credentials', message: test.message, severity: 'error' }]
    const { saves } = await openFormPage({
      path: rest,
      answers: {
        'GET /sealing-key': noKey,
        'POST /connections': problem(422, { code: 'invalid_input', issues, changes: [], test }),
      },
    })
    await fillToken()
    save()
    expect(await screen.findByText('The test failed: Credentials refused')).toBeTruthy()
    expect(screen.getByText('Nothing was saved. What you typed is still here.')).toBeTruthy()
    const token = await field(/^Access token/)
    expect(token.getAttribute('aria-invalid')).toBe('true')
    fireEvent.click(screen.getByRole('button', { name: 'Go to Access token' }))
    expect(document.activeElement).toBe(token)
    expect(token.value).toBe(CANARY)
    fireEvent.click(screen.getByRole('button', { name: 'Save anyway and mark it' }))
    await waitFor(() => expect(saves()).toHaveLength(2))
    expect(JSON.parse(saves()[1]!.body).verify).toBe('report')
    await type(/^Access token/, `${CANARY}2`)
    expect(token.getAttribute('aria-invalid')).toBeNull()
    expect(JSON.stringify([{ ...localStorage }, { ...sessionStorage }, history.state])).not.toContain(CANARY)
  })

  it('says what is doubtful about a connection that was saved, and leaves it there', async () => {
    const issue = { path: ['clientId'], code: 'same_text_twice', message: 'Both are the same.', severity: 'warning' }
    const test = { ok: true, scopes: { granted: [], missing: [], unknown: ['store_cart'] } }
    await openFormPage({
      path: rest,
      answers: {
        'GET /sealing-key': noKey,
        'POST /connections': (_, response) => json(response, 201, { connection, issues: [issue], changes: [], test }),
      },
    })
    await fillToken()
    save()
    const said = await screen.findByText(
      'Shop is saved and works. Both are the same. No test can tell whether it has these scopes: store_cart.',
    )
    expect(said.closest('.toast')?.className).toContain('toast-warn')
  })

  it('has one link for hints in a row that lead to the same field', async () => {
    const test = {
      ok: false,
      cause: 'bad_credentials',
      message: 'It does not know this access token.',
      hints: ['Copy the access token again.', 'Look whether it was deleted.', 'Look whether the store hash is right.'],
      durationMs: 5,
      testedAt: '2026-11-26T00:00:00Z',
    }
    await openFormPage({
      path: rest,
      answers: { 'GET /sealing-key': noKey, 'POST /connections': problem(422, { code: 'invalid_input', test }) },
    })
    await fillToken()
    save()
    await screen.findByText('What to do')
    const items = within(screen.getByRole('region', { name: 'Test' })).getAllByRole('listitem')
    expect(items.map((item) => within(item).queryByRole('button')?.textContent)).toEqual([
      undefined,
      'Go to Access token',
      'Go to Store hash',
    ])
  })

  it('sends no secret that could be read on its way', async () => {
    const { saves } = await openFormPage({ path: rest, answers: { 'GET /sealing-key': noKey }, isSecure: false })
    await fillToken()
    save()
    expect(await screen.findByText(/Open the console over https\./)).toBeTruthy()
    expect(saves()).toEqual([])
  })

  it('can be stopped while it is tested', async () => {
    await openFormPage({
      path: rest,
      answers: { 'GET /sealing-key': noKey, 'POST /connections': () => undefined },
    })
    await fillToken()
    save()
    fireEvent.click(await screen.findByRole('button', { name: 'Stop' }))
    await waitFor(() => expect(screen.getAllByText('Stopped. Nothing was saved.').length).toBeGreaterThan(0))
    expect((await field(/^Access token/)).value).toBe(CANARY)
  })

  it('asks before what was typed is lost, and asks nothing where nothing was', async () => {
    const { router } = await openFormPage({ path: rest })
    await type(/^Name/, 'Shop')
    await act(() => router.navigate(-1))
    expect(await screen.findByText('Leave without saving?')).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Stay here' }))
    expect((await field(/^Name/)).value).toBe('Shop')
    await type(/^Name/, '')
    await act(() => router.navigate(-1))
    await waitFor(() => expect(router.state.location.pathname).toBe('/'))
  })

  it('fills the form from a credentials file and keeps none of its text in the box', async () => {
    await openFormPage({ path: rest })
    const box = await screen.findByLabelText<HTMLTextAreaElement>('Paste what you have')
    const file = `ACCESS TOKEN: ${CANARY}\nCLIENT ID: client-1\nAPI PATH: https://api.bigcommerce.com/stores/abc123xyz/v3/`
    fireEvent.change(box, { target: { value: file } })
    fireEvent.blur(box)
    await waitFor(() => expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Token' }).checked).toBe(true))
    expect((await field(/^Store hash/)).value).toBe('abc123xyz')
    expect((await field(/^Access token/)).value).toBe(CANARY)
    expect(box.value).toBe('')
    expect(document.body.textContent).not.toContain(CANARY)
    expect(screen.getByText(/^Filled: Store hash, Access token, Client ID\.$/)).toBeTruthy()
  })

  it('chooses scopes by a search, a profile and the arrow keys', async () => {
    await openFormPage({
      path: rest,
      answers: { 'GET /oauth-clients': (_, response) => json(response, 200, { oauthClients: [] }) },
    })
    await choose('OAuth 2.0')
    const group = await screen.findByRole('group', { name: /^Scopes/ })
    fireEvent.change(within(group).getByLabelText('Scopes: For'), { target: { value: 'akeneo-app' } })
    expect(within(group).getByText('3 of 56 chosen')).toBeTruthy()
    fireEvent.change(within(group).getByLabelText('Search Scopes'), { target: { value: 'carts' } })
    const boxes = within(group).getAllByRole<HTMLInputElement>('checkbox')
    expect(boxes.map((box) => box.tabIndex)).toEqual([0, -1])
    fireEvent.keyDown(within(group).getByLabelText('Search Scopes'), { key: 'ArrowDown' })
    expect(document.activeElement).toBe(boxes[0])
    fireEvent.keyDown(boxes[0]!, { key: 'ArrowDown' })
    expect(document.activeElement).toBe(boxes[1])
    fireEvent.click(boxes[1]!)
    expect(within(group).getByText('4 of 56 chosen')).toBeTruthy()
  })

  it('works for a definition that nobody knew when the page was built', async () => {
    const [known] = definitions
    const own = { ...known, id: 'my-own', title: 'My own', scopes: undefined }
    await openFormPage({
      path: '/connections/new/my-own',
      answers: { 'GET /definitions/my-own': (_, response) => json(response, 200, own) },
    })
    expect(await screen.findByText('Create connection · My own')).toBeTruthy()
    expect(await field(/^Name/)).toBeTruthy()
    expect(screen.queryByLabelText('Paste what you have')).toBeNull()
  })

  it('speaks German, in issues and changes as well', async () => {
    await openFormPage({ path: rest, language: 'de' })
    const hash = await type(/^Store hash/, ' ABC123XYZ')
    await waitFor(() => expect(describedBy(hash)).toContain('Store hash wurde in Kleinbuchstaben gesetzt.'))
    fireEvent.click(screen.getByRole('button', { name: 'Speichern und testen' }))
    expect((await screen.findAllByText('Name fehlt noch.')).length).toBeGreaterThan(0)
  })

  it('lets a viewer look and change nothing', async () => {
    await openFormPage({ path: rest, role: 'viewer' })
    expect((await field(/^Name/)).disabled).toBe(true)
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Save and test' }).disabled).toBe(true)
  })
})
