import type { Issue } from 'connform'

/** How an authorisation ended, as the page tells it to the others of this server. */
export type CallbackOutcome =
  | { readonly ok: true; readonly connection: string }
  | { readonly ok: false; readonly issues: readonly Issue[] }

/** Name of the channel on which the page tells it. */
export const CALLBACK_CHANNEL = 'connform-oauth'

/** Reports and closes the page. The provider may have cut its tie to the opener, so it speaks to all of its origin. */
export const callbackScript = `const { outcome } = document.documentElement.dataset
const channel = new BroadcastChannel('${CALLBACK_CHANNEL}')
channel.postMessage(JSON.parse(outcome))
channel.close()
history.replaceState(null, '', location.pathname)
window.close()
`

/** The last page of an authorisation, for people whose browser does not close it. */
export function callbackPage(outcome: CallbackOutcome, scriptPath: string): string {
  const title = outcome.ok ? 'The connection is authorised' : 'The connection is not authorised'
  const lines = outcome.ok ? [] : outcome.issues.flatMap(({ message, hint }) => [message, ...(hint ? [hint] : [])])
  const texts = [...lines, 'You can close this page.'].map((line) => `<p>${escaped(line)}</p>`).join('')
  return `<!doctype html><html lang="en" data-outcome="${escaped(JSON.stringify(outcome))}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${title}</title><script src="${escaped(scriptPath)}" defer></script><main><h1>${title}</h1>${texts}</main></html>
`
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => entities[character] ?? '')
