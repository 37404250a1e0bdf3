import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import type { LookupFunction } from 'node:net'

/** Connections by scheme. */
export interface Agents {
  readonly http: HttpAgent
  readonly https: HttpsAgent
}

export interface AgentsOptions {
  /** Whether connections stay open between requests. */
  readonly keepAlive: boolean
  /** Resolves every host name these connections go to. Default asks the operating system. */
  readonly lookup?: LookupFunction
}

export function createAgents(options: AgentsOptions): Agents {
  return { http: new HttpAgent(options), https: new HttpsAgent(options) }
}

/** Closes them, used or not. */
export function closeAgents(agents: Agents): void {
  agents.http.destroy()
  agents.https.destroy()
}
