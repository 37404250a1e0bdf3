/** A JSON Schema as the document has it. */
export interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly format?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly items?: Schema
  readonly oneOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
}

export interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header' | 'cookie'
  readonly required?: boolean
  readonly schema: Schema
}

/** An operation of an OpenAPI document, as far as requests are made from it. */
export interface Operation {
  readonly id: string
  readonly method: string
  /** With `{name}` for each parameter of the path. */
  readonly template: string
  readonly parameters: readonly Parameter[]
  readonly body: Schema | undefined
  readonly isPublic: boolean
}

interface Written {
  readonly operationId: string
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> }
  readonly security?: readonly unknown[]
}

export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Written>>>>
}

/** Every operation of a document. */
export const operationsOf = ({ paths }: OpenApi): Operation[] =>
  Object.entries(paths).flatMap(([template, methods]) =>
    Object.entries(methods).map(([method, { operationId, parameters = [], requestBody, security }]) => ({
      id: operationId,
      method: method.toUpperCase(),
      template,
      parameters,
      body: requestBody?.content['application/json']?.schema,
      isPublic: security?.length === 0,
    })),
  )
