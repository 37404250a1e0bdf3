import { fireEvent, screen } from '@testing-library/react'
import { problem } from './form-page.tsx'

/** Looked for, at the end, wherever a secret must not be. */
export const CANARY = 'canary4e1b0f77secretaccesstoken'

/** The answer of a server without a sealing key. */
export const noKey = problem(404, { code: 'not_found' })

/** A saved connection, as the API answers it. */
export const connection = {
  id: 'c1',
  definition: 'bigcommerce-rest',
  definitionVersion: '0.1.0',
  name: 'Shop',
  authType: 'token',
  status: 'active',
  values: { name: 'Shop', authType: 'token', storeHash: 'abc123xyz', clientId: 'client-1' },
  secrets: {
    accessToken: { set: true, updatedAt: '2026-05-12T10:00:00Z' },
    clientSecret: { set: true, updatedAt: '2026-05-12T10:00:00Z' },
  },
  derived: {},
  notices: [],
  lastTest: null,
  revision: 3,
  createdAt: '2026-05-12T10:00:00Z',
  updatedAt: '2026-05-12T10:00:00Z',
}
export const field = (label: string | RegExp) => screen.findByLabelText<HTMLInputElement>(label)
export const type = async (label: string | RegExp, text: string) => {
  const input = await field(label)
  fireEvent.focus(input)
  fireEvent.change(input, { target: { value: text } })
  fireEvent.blur(input)
  return input
}
export const choose = async (label: string) => fireEvent.click(await screen.findByRole('radio', { name: label }))
export const save = () => fireEvent.click(screen.getByRole('button', { name: 'Save and test' }))
export const describedBy = (input: HTMLElement): string =>
  (input.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map((id) => document.getElementById(id)?.textContent ?? '')
    .join(' ')

/** Everything a connection of the auth type Token needs. */
export async function fillToken(): Promise<void> {
  await type(/^Name/, 'Shop')
  await choose('Token')
  await type(/^Store hash/, 'abc123xyz')
  await type(/^Access token/, CANARY)
  await type(/^Client ID/, 'client-1')
}
