import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger'
import { VERSION } from '../version.ts'

const tags: readonly { readonly name: string; readonly description: string }[] = [
  { name: 'Definitions', description: 'Kinds of connections, and their forms.' },
  { name: 'Connections', description: 'Make, read, change, test and remove connections.' },
  { name: 'Setups', description: 'Flows over several connections: what to connect, and what to choose.' },
  { name: 'OAuth', description: 'OAuth clients, and authorisations by a person.' },
  { name: 'Audit', description: 'Who did what, when.' },
  { name: 'Keys', description: 'The keys that seal secrets.' },
  { name: 'Access', description: 'Sessions and API keys.' },
  { name: 'System', description: 'Whether the server is well.' },
]

/** Name of the function that makes the document, where @fastify/swagger puts it. */
export const DOCUMENT = 'connformDocument'

/** How @fastify/swagger makes an OpenAPI 3.1 document of the routes. */
export const documentOptions = (prefix: string): FastifyDynamicSwaggerOptions & { readonly decorator: string } => ({
  decorator: DOCUMENT,
  openapi: {
    openapi: '3.1.0',
    info: {
      title: 'connform',
      version: VERSION,
      description: 'Connections to other systems: make them, test them, send signed requests through them.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: prefix === '' ? '/' : prefix }],
    tags: [...tags],
    security: [{ apiKey: [] }, { session: [] }],
    components: {
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer', description: 'An API key, made by an admin.' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'connform_session',
          description: 'A session, with the header `x-csrf-token` where a request changes something.',
        },
      },
    },
  },
  transformObject: (made) => withOptionalBodies('openapiObject' in made ? made.openapiObject : {}),
  refResolver: {
    buildLocalReference: (json, _baseUri, _fragment, index) =>
      typeof json.$id === 'string' ? json.$id : `Part${index}`,
  },
})

type Content = Record<string, { readonly schema?: { readonly type?: unknown } }>
type Operations = Readonly<Record<string, { requestBody?: { readonly content: Content } }>>

/** A body that may be left out has the type null, too, for the validator; a document says it of the body instead. */
function withOptionalBodies<Made extends { readonly paths?: object }>(document: Made): Made {
  for (const operations of Object.values(document.paths ?? {}) as Operations[]) {
    for (const operation of Object.values(operations)) {
      const [type = '', { schema = {} } = {}] = Object.entries(operation.requestBody?.content ?? {})[0] ?? []
      if (!Array.isArray(schema.type) || !schema.type.includes('null')) continue
      operation.requestBody = { content: { [type]: { schema: { ...schema, type: 'object' } } } }
    }
  }
  return document
}
