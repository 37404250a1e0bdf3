import { Ajv, type AnySchema } from 'ajv'
import type { FastifySchemaCompiler } from 'fastify'
import { components } from '../schemas/operation.ts'

/** What the formats of our schemas mean. */
const formats: Readonly<Record<string, (text: string) => boolean>> = Object.freeze({
  'date-time': (text) => /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text) && !Number.isNaN(Date.parse(text)),
  uri: (text) => URL.canParse(text),
})

/**
 * Compiles the schemas of routes. Nothing is taken away or filled in: what is sent is what is read. Texts of a query
 * and of a path become numbers and truth values where those are asked for, for there they cannot be sent.
 */
export function routeValidator(): FastifySchemaCompiler<AnySchema> {
  const [asSent, asText] = [false, true].map((coerceTypes) => {
    const ajv = new Ajv({
      coerceTypes,
      removeAdditional: false,
      useDefaults: false,
      allErrors: false,
      allowUnionTypes: true,
    })
    for (const [name, check] of Object.entries(formats)) ajv.addFormat(name, check)
    for (const schema of components) ajv.addSchema(schema)
    return ajv
  })
  return ({ schema, httpPart }) => {
    const ajv = httpPart === 'querystring' || httpPart === 'params' ? asText : asSent
    if (ajv === undefined) throw new Error('There is no validator.')
    return ajv.compile(schema)
  }
}
