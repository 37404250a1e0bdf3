/// <reference types="vite/client" />
import type { ServerResponse } from 'node:http'
import { definitions } from '@connform/schemas'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, configure, render } from '@testing-library/react'
import { createMemoryRouter, Outlet, RouterProvider } from 'react-router'
import { onTestFinished } from 'vitest'
import { createApiClient } from '../../src/api/api-client.ts'
import { ApiProvider } from '../../src/api/api-context.tsx'
import { SessionProvider } from '../../src/session/session-context.tsx'
import { CreateRoute } from '../../src/shell/routes/create-route.tsx'
import { EditRoute } from '../../src/shell/routes/edit-route.tsx'
import { ReauthorizeRoute } from '../../src/shell/routes/reauthorize-route.tsx'
import { languages } from '../../src/texts/languages.ts'
import { TextsProvider } from '../../src/texts/texts-context.tsx'
import { ToastProvider } from '../../src/ui/index.ts'
import { json, localServer, type Seen } from './local-server.ts'

// Nothing is measured here: a slow machine only takes longer.
configure({ asyncUtilTimeout: 15_000 })

export type Answer = (request: Seen, response: ServerResponse) => unknown

export interface FormPageOptions {
  readonly path: string
  readonly language?: 'en' | 'de'
  /** Answers by method and path below `/api/v1`, besides the session and the definitions. */
  readonly answers?: Readonly<Record<string, Answer>>
  readonly role?: 'viewer' | 'editor'
  /** What the server says of the session besides. */
  readonly session?: Readonly<Record<string, unknown>>
  /** Whether the page came over an encrypted connection. */
  readonly isSecure?: boolean
}

/** Opens a panel of the console at an address, against a server of this machine that answers what it is told to. */
export async function openFormPage({
  path,
  language = 'en',
  answers = {},
  role = 'editor',
  isSecure = true,
  session = {},
}: FormPageOptions) {
  const own: Readonly<Record<string, Answer>> = {
    'GET /session': (_, response) =>
      json(response, 200, {
        actor: 'session:1',
        role,
        tenant: 'default',
        tenants: 'default',
        csrfToken: 'csrf',
        redirectUri: 'https://connform.example.com/api/v1/oauth/callback',
        ...session,
        version: '0',
        features: {},
      }),
    'GET /definitions': (_, response) =>
      json(response, 200, {
        definitions: definitions.map(({ id, title, description }) => ({
          id,
          title,
          description,
          authTypes: [],
          notices: [],
        })),
      }),
    ...Object.fromEntries(
      definitions.map((definition) => [
        `GET /definitions/${definition.id}`,
        (_: Seen, response: ServerResponse) => json(response, 200, definition),
      ]),
    ),
    ...answers,
  }
  const server = await localServer((request, response) => {
    const place = request.url.split('?')[0]?.replace('/api/v1', '')
    const answer = own[`${request.method} ${place}`]
    if (answer === undefined) json(response, 404, { status: 404, code: 'not_found', title: 'Not found' })
    else answer(request, response)
  })
  const { happyDOM } = window as unknown as { readonly happyDOM: { setURL(url: string): void } }
  happyDOM.setURL(server.url)
  // As browsers say of a page of this machine.
  Object.defineProperty(window, 'isSecureContext', { value: isSecure, configurable: true })
  if (!isSecure) {
    const { randomUUID } = crypto
    Object.defineProperty(crypto, 'randomUUID', { value: undefined, configurable: true })
    onTestFinished(() => void Object.defineProperty(crypto, 'randomUUID', { value: randomUUID, configurable: true }))
  }
  const router = createMemoryRouter(
    [
      {
        Component: SignedIn,
        children: [
          { path: '/', element: <p>The list</p> },
          { path: '/connections/new/:definition?', Component: CreateRoute },
          { path: '/connections/:id', Component: EditRoute },
          { path: '/connections/:id/reauthorize', Component: ReauthorizeRoute },
        ],
      },
    ],
    { initialEntries: ['/', path] },
  )
  const texts = await languages[language].load()
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  render(
    <ApiProvider value={createApiClient({ baseUrl: `${server.url}/api/v1` })}>
      <QueryClientProvider client={client}>
        <TextsProvider initial={{ language, texts }}>
          <ToastProvider>
            <RouterProvider router={router} />
          </ToastProvider>
        </TextsProvider>
      </QueryClientProvider>
    </ApiProvider>,
  )
  onTestFinished(() => {
    cleanup()
    client.clear()
  })
  const saves = () => server.seen.filter((request) => ['POST', 'PATCH'].includes(request.method))
  return { server, router, client, saves }
}

function SignedIn() {
  return (
    <SessionProvider>
      <Outlet />
    </SessionProvider>
  )
}

export const problem =
  (status: number, fields: Readonly<Record<string, unknown>>): Answer =>
  (_, response) =>
    json(response, status, { status, title: 'Refused', ...fields })
