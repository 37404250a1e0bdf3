// @vitest-environment happy-dom
import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { CANARY, connection, field, noKey, save, type } from '../support/form-acts.ts'
import { type Answer, openFormPage } from '../support/form-page.tsx'
import { json } from '../support/local-server.ts'

describe('a connection whose auth type ends', () => {
  const notice = {
    id: 'storefront-tokens-on-servers',
    title: 'Storefront tokens stop working from servers',
    text: 'They end.',
    action: 'Reauthorise it.',
    source: 'https://example.com',
    effect: 'refuse-new',
    endsOn: '2027-03-31',
  }
  const storefront = {
    ...connection,
    definition: 'bigcommerce-graphql',
    values: { name: 'Shop', subdomain: 'shop', authType: 'token', storeHash: 'abc123xyz', channelId: 1 },
    secrets: { accessToken: { set: true, updatedAt: '2026-05-12T10:00:00Z' } },
    notices: [notice],
  }
  const answers: Readonly<Record<string, Answer>> = {
    'GET /connections/c1': (_, response) => json(response, 200, storefront),
    'GET /sealing-key': noKey,
    'POST /connections/c1/reauthorize': (_, response) =>
      json(response, 200, {
        connection: { ...storefront, authType: 'custom' },
        issues: [],
        changes: [],
        revoked: true,
      }),
  }

  it('says until when it works, and leads to the way out', async () => {
    const { router } = await openFormPage({ path: '/connections/c1', answers })
    expect(await screen.findByText(/Works until 31 Mar 2027\./)).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Reauthorise with Custom' }))
    await waitFor(() => expect(router.state.location.pathname).toBe('/connections/c1/reauthorize'))
  })

  it('asks nothing when it is left before anything was typed', async () => {
    const { router } = await openFormPage({ path: '/connections/c1/reauthorize', answers })
    await field(/^Access token/)
    await act(() => router.navigate('/'))
    await waitFor(() => expect(router.state.location.pathname).toBe('/'))
  })

  it('asks for what the new auth type needs and for nothing else', async () => {
    const { saves } = await openFormPage({ path: '/connections/c1/reauthorize', answers })
    const token = await field(/^Access token/)
    expect(token.getAttribute('aria-invalid')).toBeNull()
    expect(token.placeholder).toBe('')
    expect(screen.queryByLabelText(/^Name/)).toBeNull()
    await type(/^Access token/, CANARY)
    fireEvent.click(screen.getByRole('checkbox', { name: /^Unauthenticated/ }))
    save()
    expect(await screen.findByText('Shop is reauthorised and works.')).toBeTruthy()
    expect(JSON.parse(saves()[0]!.body)).toEqual({
      patch: { authType: 'custom', accessToken: CANARY, scopes: ['Unauthenticated'] },
    })
  })
})
