import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'

type Responses = Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>>

interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly responses: Responses }>>>>
}

interface Seen {
  readonly method: string
  /** Below the base of the API. */
  readonly path: string
  readonly status: number
  readonly contentType: string | null
  /** Read from JSON; undefined where it is not looked at. Of an answer in lines, one of them. */
  readonly body: unknown
}

/** Says what about an answer is not as the OpenAPI document has it; undefined where all is. */
export function documented(document: OpenApi): (seen: Seen) => string | undefined {
  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  ajv.addSchema(document, 'openapi')
  const checks = new Map<string, ValidateFunction>()
  const templates = Object.keys(document.paths).map((template) => ({
    template,
    // A path without parameters goes first, as it does in the router.
    pattern: new RegExp(`^${template.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`),
  }))
  templates.sort((one, other) => one.template.split('{').length - other.template.split('{').length)
  return ({ method, path, status, contentType, body }) => {
    const { template } = templates.find(({ pattern }) => pattern.test(path.split('?')[0] ?? '')) ?? {}
    const operation = template === undefined ? undefined : document.paths[template]?.[method.toLowerCase()]
    if (template === undefined || operation === undefined) return undefined
    const response = operation.responses[status]
    if (response === undefined) return `${method} ${template} does not say that it answers ${status}`
    const type = contentType?.split(';')[0]
    if (type === undefined) return undefined
    if (response.content?.[type] === undefined) return `${method} ${template} does not say that ${status} is ${type}`
    if (!/json$/.test(type) || body === undefined) return undefined
    const parts = ['paths', template, method.toLowerCase(), 'responses', String(status), 'content', type, 'schema']
    const pointer = parts.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')
    const check = checks.get(pointer) ?? ajv.compile({ $ref: `openapi#/${pointer}` })
    checks.set(pointer, check)
    return check(body) ? undefined : `${method} ${template} ${status}: ${ajv.errorsText(check.errors)}`
  }
}
