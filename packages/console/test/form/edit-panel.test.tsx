// @vitest-environment happy-dom
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
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
