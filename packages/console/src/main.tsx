import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { RouterProvider } from 'react-router/dom'
import { createApiClient } from './api/api-client.ts'
import { ApiProvider } from './api/api-context.tsx'
import { takeBegunRead } from './first/begun-reads.ts'
import { takeLoginToken } from './session/login-token.ts'
import { serverReachable, sessionLost } from './session/session-state.ts'
import { createQueryClient } from './shell/query-client.ts'
import { recall } from './shell/remembered.ts'
import { createRouter } from './shell/router.tsx'
import { startReading } from './shell/start-reading.ts'
import { startTheme } from './shell/theme.ts'
import './styles/index.css'
import { languages, preferredLanguage } from './texts/languages.ts'
import { TextsProvider } from './texts/texts-context.tsx'
import { ToastProvider } from './ui/index.ts'

takeLoginToken()
startTheme()
const root = document.getElementById('root')
if (root === null) throw new Error('The page has no root.')
const language = preferredLanguage(recall('language'), navigator.languages)
const api = createApiClient({
  takeBegun: takeBegunRead,
  onSessionLost: () => sessionLost.set(true),
  onReach: serverReachable.set,
})
const queries = createQueryClient()
if (location.pathname !== '/login') startReading(api, queries)
const texts = await languages[language].load()
createRoot(root).render(
  <StrictMode>
    <ApiProvider value={api}>
      <QueryClientProvider client={queries}>
        <TextsProvider initial={{ language, texts }}>
          <ToastProvider>
            <RouterProvider router={createRouter()} />
          </ToastProvider>
        </TextsProvider>
      </QueryClientProvider>
    </ApiProvider>
  </StrictMode>,
)
