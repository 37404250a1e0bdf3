import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import type { LookupFunction } from 'node:net'

/** Connections that stay open between requests. */
export interface Agents {
  readonly http: HttpAgent
  readonly https: HttpsAgent
}

/** With `lookup`, every host name these connections go to is resolved by it. */
export function createAgents(lookup?: LookupFunction): Agents {
  const options = { keepAlive: true, ...(lookup && { lookup }) }
  return { http: new HttpAgent(options), https: new HttpsAgent(options) }
}

/** Closes them, used or not. */
export function closeAgents(agents: Agents): void {
  agents.http.destroy()
  agents.https.destroy()
}
