import type { Definition } from '../generated/definition.ts'
import { destinationsOf } from './destinations.ts'

type AuthMethod = Definition['auth'][string]

/**
 * What a template becomes: an address, a host a request may go to, a header every request has, a body or a value to
 * compare, a signature, a credential for a token endpoint, or the body of a request that mints a token.
 */
export type TemplatePlace = 'url' | 'host' | 'header' | 'body' | 'signature' | 'credential' | 'mint'

/** A text of a definition in which `{field}` stands for a value. */
export interface Template {
  readonly path: readonly (string | number)[]
  readonly text: string
  readonly place: TemplatePlace
  /** The auth type whose fields it may name; the shared ones alone when absent. */
  readonly authType?: string
  /** The one name that stands here for something else than a field. */
  readonly word?: 'token' | 'expiresAtSeconds'
}

/** The names in braces, in the order they come. */
export function placeholdersOf(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '')
}

export function templatesOf(definition: Definition): Template[] {
  return [
    ...destinationTemplates(definition),
    ...requestTemplates(definition),
    ...Object.entries(definition.auth).flatMap(authTemplates),
    ...testTemplates(definition),
  ]
}

function destinationTemplates(definition: Definition): Template[] {
  return destinationsOf(definition).flatMap(({ path, url, allowedHosts, hostsPath, authType }): Template[] => {
    const owner = authType === undefined ? {} : { authType }
    return [
      { ...owner, path, text: url, place: 'url' },
      ...allowedHosts.map((text, index): Template => ({ path: [...hostsPath, index], text, place: 'host' })),
    ]
  })
}

function requestTemplates({ request }: Definition): Template[] {
  return Object.entries(request.headers).map(
    ([name, text]): Template => ({ path: ['request', 'headers', name], text, place: 'header' }),
  )
}

const credentials = ['clientId', 'clientSecret', 'username', 'password'] as const

function authTemplates([authType, method]: [string, AuthMethod]): Template[] {
  const path = ['auth', authType]
  const at = (member: readonly string[], place: TemplatePlace, text: string): Template => ({
    authType,
    path: [...path, ...member],
    text,
    place,
  })
  if (method.kind === 'header') return [at(['value'], 'signature', method.value)]
  const sign: Template = { ...at(['sign', 'value'], 'signature', method.sign.value), word: 'token' }
  switch (method.kind) {
    case 'oauth2':
      return method.context === undefined ? [sign] : [sign, at(['context'], 'body', method.context)]
    case 'oauth2-password':
      return [sign, ...credentials.map((member) => at([member], 'credential', method[member]))]
    case 'minted-token':
      return [
        sign,
        at(['mint', 'sign', 'value'], 'signature', method.mint.sign.value),
        at(['mint', 'path'], 'url', method.mint.path),
        ...textsIn(method.mint.body).map(
          (text): Template => ({ ...at(['mint', 'body'], 'mint', text), word: 'expiresAtSeconds' }),
        ),
        at(['revoke', 'path'], 'url', method.revoke.path),
      ]
    default:
      return method satisfies never
  }
}

function testTemplates({ test }: Definition): Template[] {
  return test.steps.flatMap((step, index): Template[] => {
    const path = ['test', 'steps', index]
    return [
      { path: [...path, 'path'], text: step.path, place: 'url' },
      ...textsIn(step.body).map((text): Template => ({ path: [...path, 'body'], text, place: 'body' })),
      ...Object.entries(step.expect.same ?? {}).map(
        ([member, text]): Template => ({
          path: [...path, 'expect', 'same', member],
          text,
          place: 'body',
        }),
      ),
    ]
  })
}

// A loop, not a recursion: a body may be nested deeper than the stack is.
function textsIn(body: unknown): string[] {
  const texts: string[] = []
  const left = [body]
  while (left.length > 0) {
    const value = left.pop()
    if (typeof value === 'string') texts.push(value)
    else if (typeof value === 'object' && value !== null) for (const member of Object.values(value)) left.push(member)
  }
  return texts
}
