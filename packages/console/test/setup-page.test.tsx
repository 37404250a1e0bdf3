// @vitest-environment happy-dom
import { setups } from '@connform/schemas/setups'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import { SetupPage } from '../src/setups/page/setup-page.tsx'
import { openConsolePage, session } from './support/console-page.tsx'
import { connection, describedBy } from './support/form-acts.ts'
import { type Answer, problem } from './support/form-page.tsx'
import { json } from './support/local-server.ts'

const document = setups.find(({ id }) => id === 'akeneo-app')
const routes = [{ path: '/setups/:id', Component: SetupPage }]

const setup = {
  id: 's1',
  document: 'akeneo-app',
  name: 'Our app',
  slots: { pim: { connection, made: true } },
  settings: { locale: 'en_US' },
  usedAt: null,
  revision: 4,
  createdAt: '2026-05-12T10:00:00Z',
  updatedAt: '2026-05-12T10:00:00Z',
}
const status = {
  setup,
  slots: ['pim', 'store'].map((slot) => ({ slot, title: slot, state: 'works', message: '', hints: [] })),
  sections: (document?.sections ?? []).map(({ id, title, requires = [] }) => ({
    id,
    title,
    open: !requires.includes('store'),
    done: false,
    reasons: [],
  })),
  cleaning: null,
  ready: false,
  next: null,
}

/** Opens the page of a setup whose lists answer as given, all others with nothing in them. */
const open = (answers: Readonly<Record<string, Answer>>, seen: unknown = status) =>
  openConsolePage({
    path: '/setups/s1',
    routes,
    answers: {
      'GET /setups/s1': (_, response) => json(response, 200, seen),
      'GET /setups/documents/akeneo-app': (_, response) => json(response, 200, document),
      ...Object.fromEntries(
        ['locale', 'channel', 'currency', 'mainCategory'].map((field) => [
          `GET /setups/s1/options/${field}`,
          (_request: unknown, response: Parameters<Answer>[1]) => json(response, 200, { options: [] }),
        ]),
      ),
      ...answers,
    },
  })

it('says of a list why it cannot be read, reads it anew when told to, and keeps the choice', async () => {
  let isDown = true
  const { server } = await open({
    'GET /setups/s1/options/locale': (request, response) =>
      isDown
        ? problem(502, { code: 'ERR_HOST_UNREACHABLE', detail: 'The PIM does not answer.' })(request, response)
        : json(response, 200, { options: [{ value: 'en_US', label: 'English' }] }),
  })
  const locale = await screen.findByRole<HTMLInputElement>('combobox', { name: /^Locale/ })
  await waitFor(() => expect(describedBy(locale)).toContain('The list could not be read. The PIM does not answer.'))
  expect(locale.value).toBe('en_US')
  isDown = false
  fireEvent.click(screen.getByRole('button', { name: 'Read the list of Locale anew' }))
  await waitFor(() => expect(locale.value).toBe('English'))
  expect(server.seen.at(-1)?.url).toContain('refresh=true')
  expect(describedBy(locale)).not.toContain('could not be read')
})

it('says of a list that it is empty, and of a choice that the list no longer has it', async () => {
  await open({})
  const locale = await screen.findByRole('combobox', { name: /^Locale/ })
  await waitFor(() => expect(describedBy(locale)).toContain('The list no longer has this choice.'))
  fireEvent.click(locale)
  await screen.findByText('The list is empty.')
})

it('reads a list again with what is chosen in the field it depends on', async () => {
  const { server } = await open({
    'GET /setups/s1/options/channel': (_, response) =>
      json(response, 200, { options: [{ value: 'mobile', label: 'Mobile' }] }),
  })
  const channel = await screen.findByRole('combobox', { name: /^Channel/ })
  fireEvent.change(channel, { target: { value: 'mob' } })
  await screen.findByRole('option', { name: /^Mobile/ })
  fireEvent.keyDown(channel, { key: 'Enter' })
  await waitFor(() =>
    expect(server.seen.map(({ url }) => decodeURIComponent(url))).toContain(
      '/api/v1/setups/s1/options/locale?settings={"channel":"mobile"}',
    ),
  )
})

it('reads no list of a locked section, and lets nothing be done there', async () => {
  const { server } = await open({})
  const section = await screen.findByRole('region', { name: 'Storefront' })
  expect(within(section).getByRole<HTMLInputElement>('combobox').disabled).toBe(true)
  expect(within(section).getByRole<HTMLButtonElement>('button', { name: 'Save Storefront' }).disabled).toBe(true)
  expect(server.seen.some(({ url }) => url.includes('options/storefront'))).toBe(false)
})

it('shows a viewer what is chosen, and nothing to change it with', async () => {
  await open({ 'GET /session': (_, response) => json(response, 200, { ...session, role: 'viewer' }) })
  const locale = await screen.findByRole<HTMLInputElement>('combobox', { name: /^Locale/ })
  expect([locale.value, locale.disabled]).toEqual(['en_US', true])
  expect(screen.queryByRole('button', { name: /^Save/ })).toBeNull()
  expect(screen.queryByRole('region', { name: 'Danger' })).toBeNull()
})

it('keeps what was chosen where somebody else saved first', async () => {
  const { server } = await open({
    'PATCH /setups/s1/settings': problem(412, { code: 'ERR_STORE_CONFLICT', current: status }),
  })
  fireEvent.click(await screen.findByRole('radio', { name: 'Dropdown' }))
  fireEvent.click(screen.getByRole('button', { name: 'Save Display type for variants' }))
  await screen.findByText(/^Somebody else changed this setup meanwhile/)
  expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Dropdown' }).checked).toBe(true)
  const patch = server.seen.find(({ method }) => method === 'PATCH')
  expect(patch?.headers['if-match']).toBe('"4"')
  expect(JSON.parse(patch?.body ?? '')).toEqual({ settings: { displayType: 'dropdown' }, section: 'display-type' })
})
