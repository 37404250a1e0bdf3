import type { ApiRequest } from './read-request.ts'

export const JSON_TYPE = 'application/json'
export const FORM_TYPE = 'application/x-www-form-urlencoded'

/** The media type of a request's body, in lower case and without parameters; empty where none is said. */
export const contentTypeOf = ({ headers }: ApiRequest): string =>
  (headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''

/** The text fields of a JSON object or of a form, by the content type; undefined where the body is neither. */
export const bodyFields = (request: ApiRequest): ReadonlyMap<string, string> | undefined => {
  const type = contentTypeOf(request)
  if (type === FORM_TYPE) return new Map(new URLSearchParams(request.body))
  if (type !== JSON_TYPE) return undefined
  const value = readJsonObject(request.body)
  if (!value) return undefined
  return new Map(Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
}

/** The JSON object in `body`, or undefined where there is none. */
export const readJsonObject = (body: string): Readonly<Record<string, unknown>> | undefined => {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined
  } catch {
    return undefined
  }
}
