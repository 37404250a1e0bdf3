import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, configure, render } from '@testing-library/react'
import { createMemoryRouter, Outlet, type RouteObject, RouterProvider } from 'react-router'
import { onTestFinished } from 'vitest'
import { createApiClient } from '../../src/api/api-client.ts'
import { ApiProvider } from '../../src/api/api-context.tsx'
import { SessionProvider } from '../../src/session/session-context.tsx'
import { ToastProvider } from '../../src/ui/index.ts'
import type { Answer } from './form-page.tsx'
import { json, localServer } from './local-server.ts'

configure({ asyncUtilTimeout: 15_000 })

export interface ConsolePageOptions {
  readonly path: string
  /** Below a session, but for those at `/login`. */
  readonly routes: RouteObject[]
  /** Answers by method and path below `/api/v1`, besides the session. */
  readonly answers: Readonly<Record<string, Answer>>
}

export const session = {
  actor: 'session:1',
  role: 'admin',
  tenant: 'default',
  tenants: 'default',
  csrfToken: 'csrf',
  version: '0',
  features: {},
}

/** Opens a page of the console against a server of this machine that answers what it is told to. */
export async function openConsolePage({ path, routes, answers }: ConsolePageOptions) {
  const own: Readonly<Record<string, Answer>> = {
    'GET /session': (_, response) => json(response, 200, session),
    'GET /definitions': (_, response) => json(response, 200, { definitions: [] }),
    ...answers,
  }
  const server = await localServer((request, response) => {
    const answer = own[`${request.method} ${request.url.split('?')[0]?.replace('/api/v1', '')}`]
    if (answer === undefined) json(response, 404, { status: 404, code: 'not_found', title: 'Not found' })
    else answer(request, response)
  })
  const { happyDOM } = window as unknown as { readonly happyDOM: { setURL(url: string): void } }
  happyDOM.setURL(server.url)
  const isPublic = ({ path: at }: RouteObject) => at === '/login'
  const router = createMemoryRouter(
    [...routes.filter(isPublic), { Component: SignedIn, children: routes.filter((route) => !isPublic(route)) }],
    { initialEntries: [path] },
  )
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  render(
    <ApiProvider value={createApiClient({ baseUrl: `${server.url}/api/v1` })}>
      <QueryClientProvider client={client}>
        <ToastProvider>
          <RouterProvider router={router} />
        </ToastProvider>
      </QueryClientProvider>
    </ApiProvider>,
  )
  onTestFinished(() => {
    cleanup()
    client.clear()
  })
  return { server, router, client }
}

function SignedIn() {
  return (
    <SessionProvider>
      <main id="content" tabIndex={-1}>
        <Outlet />
      </main>
    </SessionProvider>
  )
}
