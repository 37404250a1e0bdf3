import { sendAnswer, textAnswer } from './answer.ts'
import type { Handler } from './listen.ts'

/** Where a host is served below the sandbox's own URL. */
export const hostPath = (host: string): string => `/hosts/${host}`

/**
 * Serves many hosts on one port: `/hosts/{host}/…` is a path of that host, every other path is one of `main`. A caller
 * that is sent here by a host override keeps the path alone, so the host has to stand in it.
 */
export const byHost = (main: Handler, handlerOf: (host: string) => Handler | undefined): Handler => {
  return async (message, response, signal) => {
    const [, host, rest] = /^\/hosts\/([^/?]+)(.*)$/s.exec(message.url ?? '') ?? []
    if (host === undefined) return main(message, response, signal)
    const handler = handlerOf(host.toLowerCase())
    if (!handler) return sendAnswer(response, textAnswer(404, 'The sandbox serves no such host.'))
    // What follows sees, and records, the path as the host itself would.
    message.url = rest?.startsWith('/') ? rest : `/${rest ?? ''}`
    return handler(message, response, signal)
  }
}
