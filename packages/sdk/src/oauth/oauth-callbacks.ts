import type { Context } from '../connections/context.ts'
import { handleCallback } from './handle-callback.ts'
import { handleEvent } from './handle-event.ts'
import { handleInstall } from './handle-install.ts'
import type { OAuthCallbacks } from './oauth-flow.ts'

/** What comes in from providers, for one tenant. */
export function oauthCallbacks(context: Context): OAuthCallbacks {
  return Object.freeze<OAuthCallbacks>({
    handleCallback: (query, options = {}) => handleCallback(context, query, options),
    handleInstall: (query, options) => handleInstall(context, query, options),
    handleEvent: (event, signedPayload, { client }) => handleEvent(context, { event, signedPayload, client }),
  })
}
