import { code, row } from '../markdown.ts'

/** The part of an OpenAPI document that the page tells of. https://spec.openapis.org/oas/v3.1.1 */
export interface OpenApi {
  readonly info: { readonly title: string; readonly version: string; readonly description?: string }
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> }
}

/** What a problem's code stands for. */
export interface ProblemCode {
  readonly code: string
  readonly status: number
  readonly title: string
}

interface Operation {
  readonly operationId?: string
  readonly summary?: string
  readonly description?: string
  readonly tags?: readonly string[]
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly content: Content }
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: Content }>>
}

interface Parameter {
  readonly name: string
  readonly in: string
  readonly required?: boolean
  readonly description?: string
  readonly schema?: Schema
}

type Content = Readonly<Record<string, { readonly schema?: Schema }>>

interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly title?: string
  readonly description?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly enum?: readonly unknown[]
  readonly oneOf?: readonly Schema[]
  readonly anyOf?: readonly Schema[]
}

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const

/** Every operation of the HTTP API, by tag, with its parameters, bodies and answers; then every code and every schema. */
export function httpPage({ paths, components, info }: OpenApi, problems: readonly ProblemCode[]): string {
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = item[method]
      return operation === undefined ? [] : [{ path, method, operation }]
    }),
  )
  const tags = [...new Set(operations.map(({ operation }) => operation.tags?.[0] ?? 'Other'))]
  const lines = [
    '# HTTP reference',
    '',
    `Written from the OpenAPI document that a server answers at ${code('/openapi.json')}, version ${info.version}. How keys, sessions,`,
    'revisions and problems work: [connform over HTTP](./http-api.md).',
    ...tags.flatMap((tag) => [
      '',
      `## ${tag}`,
      ...operations.filter(({ operation }) => (operation.tags?.[0] ?? 'Other') === tag).flatMap(operationLines),
    ]),
    '',
    '## Problem codes',
    '',
    `What ${code('code')} of a [Problem](#schema-problem) may be. A code does not change its meaning.`,
    '',
    row('status', 'code', 'what it means'),
    row('---', '---', '---'),
    ...problems
      .toSorted((one, other) => one.status - other.status)
      .map((problem) => row(String(problem.status), code(problem.code), escaped(problem.title))),
    '',
    '## Schemas',
    ...Object.entries(components?.schemas ?? {}).flatMap(([name, schema]) => [
      '',
      `### ${name} {#schema-${name.toLowerCase()}}`,
      '',
      ...schemaLines(schema),
    ]),
  ]
  return `${lines.join('\n')}\n`
}

/** How a route is headed, so that a test can look for it. */
export const routeHeading = (method: string, path: string): string => `${method.toUpperCase()} ${path}`

function operationLines({ path, method, operation }: { path: string; method: string; operation: Operation }): string[] {
  const { summary, description, parameters = [], requestBody, responses, operationId } = operation
  return [
    '',
    `### ${code(routeHeading(method, path))}${operationId === undefined ? '' : ` {#${operationId.toLowerCase()}}`}`,
    '',
    [summary, description]
      .filter((text) => text !== undefined)
      .map((text) => (text.endsWith('.') ? text : `${text}.`))
      .map(escaped)
      .join(' '),
    ...(parameters.length === 0
      ? []
      : ['', row('parameter', 'in', 'required', 'what it is'), row('---', '---', '---', '---')]),
    ...parameters.map((parameter) =>
      row(
        code(parameter.name),
        parameter.in,
        parameter.required === true ? 'yes' : '',
        [typeOf(parameter.schema), escaped(parameter.description ?? '')].filter(Boolean).join('. '),
      ),
    ),
    ...(requestBody === undefined ? [] : ['', ...bodyLines(requestBody.content)]),
    '',
    row('answer', 'what it means', 'body'),
    row('---', '---', '---'),
    ...Object.entries(responses).map(([status, answer]) =>
      row(status, escaped(answer.description), answer.content === undefined ? '' : contentOf(answer.content)),
    ),
  ]
}

/** A body by its members; one with several shapes, shape by shape. */
function bodyLines(content: Content): string[] {
  const shapes = Object.values(content).flatMap(({ schema }) => schema?.oneOf ?? schema?.anyOf ?? schema ?? [])
  return [
    `Body: ${contentOf(content)}`,
    ...shapes.flatMap((shape) => (shape.properties === undefined ? [] : ['', ...schemaLines(shape)])),
  ]
}

const contentOf = (content: Content): string =>
  Object.entries(content)
    .map(([type, { schema }]) => `${code(type)} ${typeOf(schema)}`)
    .join(', ')

function schemaLines(schema: Schema): string[] {
  const about = schema.description === undefined ? [] : [escaped(schema.description), '']
  const properties = Object.entries(schema.properties ?? {})
  if (properties.length === 0) return [...about, typeOf(schema)]
  return [
    ...about,
    row('member', 'type', 'required', 'what it is'),
    row('---', '---', '---', '---'),
    ...properties.map(([name, property]) =>
      row(
        code(name),
        typeOf(property),
        schema.required?.includes(name) === true ? 'yes' : '',
        escaped(property.description ?? ''),
      ),
    ),
  ]
}

function typeOf(schema: Schema | undefined): string {
  if (schema === undefined) return ''
  if (schema.$ref !== undefined) {
    const name = schema.$ref.split('/').at(-1) ?? ''
    return `[${name}](#schema-${name.toLowerCase()})`
  }
  if (schema.items !== undefined) return `list of ${typeOf(schema.items)}`
  const ways = schema.oneOf ?? schema.anyOf
  if (ways !== undefined) return ways.map(typeOf).filter(Boolean).join(' or ')
  if (schema.enum !== undefined) return schema.enum.map((value) => code(String(value))).join(', ')
  return [schema.type ?? ''].flat().join(' or ')
}

const escaped = (text: string): string =>
  text
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('{{', '&#123;{')
    .replace(/\s*\n\s*/g, ' ')
