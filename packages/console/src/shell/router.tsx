import { createBrowserRouter, Outlet, type RouteObject, redirect } from 'react-router'
import { ConnectionsPage } from '../connections/connections-page.tsx'
import { SessionProvider } from '../session/session-context.tsx'
import { Skeleton } from '../ui/index.ts'
import { BrokenPage } from './broken-page.tsx'
import { HeadTools } from './head-tools.tsx'
import { NotFoundPage } from './not-found-page.tsx'
import { Shell } from './shell.tsx'

/** Panels have an address of their own and lie over the list. */
const panels: RouteObject[] = [
  {
    path: 'connections/new/:definition?',
    lazy: async () => ({ Component: (await import('./routes/create-route.tsx')).CreateRoute }),
  },
  {
    path: 'connections/:id',
    lazy: async () => ({ Component: (await import('./routes/edit-route.tsx')).EditRoute }),
  },
  {
    path: 'connections/:id/reauthorize',
    lazy: async () => ({ Component: (await import('./routes/reauthorize-route.tsx')).ReauthorizeRoute }),
  },
  {
    path: 'connections/:id/activity',
    lazy: async () => ({ Component: (await import('../activity/activity-panel.tsx')).ActivityPanel }),
  },
]

const pages: RouteObject[] = [
  { path: '/', Component: ConnectionsPage, children: panels },
  // What is left of the address of a panel once its end is cut off.
  { path: '/connections', loader: ({ request }) => redirect(`/${new URL(request.url).search}`) },
  {
    path: '/setups',
    lazy: async () => ({ Component: (await import('../setups/setups-page.tsx')).SetupsPage }),
  },
  {
    path: '/setups/of/:document',
    lazy: async () => ({ Component: (await import('../setups/list/setup-list-page.tsx')).SetupListPage }),
    children: [
      {
        path: 'new',
        lazy: async () => ({ Component: (await import('../setups/slot/create-setup-panel.tsx')).CreateSetupPanel }),
      },
    ],
  },
  {
    path: '/setups/:id',
    lazy: async () => ({ Component: (await import('../setups/page/setup-page.tsx')).SetupPage }),
    children: [
      {
        path: 'slots/:slot',
        lazy: async () => ({ Component: (await import('../setups/slot/slot-panel.tsx')).SlotPanel }),
      },
    ],
  },
  {
    path: '/oauth-clients',
    lazy: async () => ({ Component: (await import('../oauth-clients/oauth-clients-page.tsx')).OAuthClientsPage }),
  },
  {
    path: '/activity',
    lazy: async () => ({ Component: (await import('../activity/activity-page.tsx')).ActivityPage }),
  },
  {
    path: '/settings/:section?',
    lazy: async () => ({ Component: (await import('../settings/settings-page.tsx')).SettingsPage }),
  },
  { path: '*', Component: NotFoundPage },
]

export const createRouter = () =>
  createBrowserRouter([
    {
      path: '/login',
      ErrorBoundary: BrokenPage,
      HydrateFallback: Waiting,
      lazy: async () => ({ Component: (await import('../session/login-page.tsx')).LoginPage }),
    },
    { Component: SignedIn, ErrorBoundary: BrokenPage, HydrateFallback: Waiting, children: pages },
  ])

function SignedIn() {
  return (
    <SessionProvider>
      <Shell tools={<HeadTools />}>
        <Outlet />
      </Shell>
    </SessionProvider>
  )
}

function Waiting() {
  return (
    <Shell>
      <div className="page">
        <Skeleton lines={8} />
      </div>
    </Shell>
  )
}
