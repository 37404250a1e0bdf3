import type { Definition } from '../generated/definition.ts'

/** What a template becomes: an address, a header every request has, a body or a value to compare, a signature. */
export type TemplatePlace = 'url' | 'header' | 'body' | 'signature'

/** A text of a definition in which `{field}` stands for a value. */
export interface Template {
  readonly path: readonly (string | number)[]
  readonly text: string
  readonly place: TemplatePlace
  /** The auth type whose fields it may name; the shared ones alone when absent. */
  readonly authType?: string
  /** Whether `{token}` stands for the token of an exchange. */
  readonly token?: true
}

/** The names in braces, in the order they come. */
export function placeholdersOf(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '')
}

export function templatesOf(definition: Definition): Template[] {
  return [...requestTemplates(definition), ...authTemplates(definition), ...testTemplates(definition)]
}

function requestTemplates({ request }: Definition): Template[] {
  return [
    { path: ['request', 'baseUrl'], text: request.baseUrl, place: 'url' },
    ...Object.entries(request.headers).map(
      ([name, text]): Template => ({
        path: ['request', 'headers', name],
        text,
        place: 'header',
      }),
    ),
  ]
}

function authTemplates({ auth }: Definition): Template[] {
  return Object.entries(auth).flatMap(([authType, method]): Template[] => {
    const path = ['auth', authType]
    const common = { authType, place: 'signature' } as const
    if (method.kind === 'header') return [{ ...common, path: [...path, 'value'], text: method.value }]
    const sign: Template = { ...common, path: [...path, 'sign', 'value'], text: method.sign.value, token: true }
    if (method.kind === 'oauth2') {
      if (method.context === undefined) return [sign]
      return [sign, { authType, place: 'body', path: [...path, 'context'], text: method.context }]
    }
    const address = (part: 'mint' | 'revoke', member: 'baseUrl' | 'path'): Template => ({
      authType,
      place: 'url',
      path: [...path, part, member],
      text: method[part][member],
    })
    return [
      sign,
      { ...common, path: [...path, 'mint', 'sign', 'value'], text: method.mint.sign.value },
      address('mint', 'baseUrl'),
      address('mint', 'path'),
      address('revoke', 'baseUrl'),
      address('revoke', 'path'),
    ]
  })
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
