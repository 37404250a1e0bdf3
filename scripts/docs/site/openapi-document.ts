import { openConnform } from '../../../packages/sdk/dist/index.js'
import { createServer } from '../../../packages/server/dist/index.js'
import type { OpenApi } from './http-page.ts'

/** The document that a server answers, from one that listens nowhere. */
export async function openApiDocument(): Promise<OpenApi> {
  const key = crypto.getRandomValues(new Uint8Array(32))
  const connform = await openConnform({ database: 'sqlite::memory:', keys: { key } })
  const server = createServer(connform)
  try {
    const answer = await server.app.inject({ method: 'GET', url: '/openapi.json', headers: { host: 'localhost' } })
    if (answer.statusCode !== 200) throw new Error(`No OpenAPI document: status ${answer.statusCode}.`)
    return answer.json<OpenApi>()
  } finally {
    await server.close()
    await connform.close()
  }
}
