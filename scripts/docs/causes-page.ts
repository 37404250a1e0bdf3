import type { AnswerRule, Definition, Failure } from '../../schemas/src/generated/definition.ts'
import { code, row } from './markdown.ts'

type AuthMethod = Definition['auth'][string]

const meanings: Readonly<Record<Failure, string>> = {
  bad_credentials: 'what was entered is not known to the provider',
  wrong_store: 'the credentials, or the address, are of another account than the one named',
  missing_scope: 'the credentials are good, but may not do this',
  wrong_credential_kind: 'this is a credential of another kind than the one asked for',
  expired: 'the credential or the authorisation was good once',
  store_unavailable: 'the provider, or this account of it, is closed at the moment',
  rate_limited: 'too many requests in too little time',
  host_unreachable: 'no connection to the host',
  tls: 'the certificate of the host is not trusted',
  timeout: 'the host did not answer in time',
  blocked_host: 'the address is one that requests may not go to',
  unexpected_answer: 'the answer is none that the provider documents',
}

/** Every table from answers to causes of these definitions, as one page in Markdown. */
export function causesPage(definitions: readonly Definition[]): string {
  const lines = [
    '# What a provider answers, and what is said about it',
    '',
    'Written by `node scripts/docs/render-causes.ts` from `schemas/definitions`; change those, not this page. In each',
    'table the first row that matches an answer wins. An address holds the values of a form in place of `{…}`.',
    '',
    row('cause', 'means that'),
    row('---', '---'),
    ...Object.entries(meanings).map(([cause, meaning]) => row(code(cause), meaning)),
    '',
    'The causes `host_unreachable`, `tls`, `timeout` and `blocked_host` come from the network, without any answer.',
    ...definitions.flatMap(definitionSection),
  ]
  return `${lines.join('\n')}\n`
}

function definitionSection(definition: Definition): string[] {
  const { id, title, version, test, request, auth } = definition
  const steps = test.steps.map(({ title: said, method, path }, index) => {
    const before = test.steps[index - 1]?.orNextOn ?? []
    const condition = before.length === 0 ? '' : `, where the step before ends in ${before.map(code).join(' or ')}`
    return `${index + 1}. ${said}${condition}: ${code(`${method} ${request.baseUrl}${path}`)}`
  })
  return [
    '',
    `## ${title}`,
    '',
    `Definition ${code(id)}, version ${version}.`,
    '',
    '### The test of a connection',
    '',
    ...steps,
    '',
    ...answerTable(test.answers),
    ...Object.entries(auth).flatMap(([authType, method]) => authSection(titleOf(definition, authType), method)),
  ]
}

function authSection(authType: string, method: AuthMethod): string[] {
  if (method.kind === 'header') return []
  const isMint = method.kind === 'minted-token'
  const address = isMint ? `${method.mint.baseUrl}${method.mint.path}` : method.tokenUrl
  const heading = isMint ? 'Making a token' : 'Asking for a token'
  const suffix = authType === '' ? '' : ` (${authType})`
  return [
    '',
    `### ${heading}${suffix}`,
    '',
    code(`POST ${address}`),
    '',
    ...answerTable(isMint ? method.mint.answers : method.answers),
  ]
}

/** The auth type as the form calls it; nothing where the form has none. */
function titleOf({ form }: Definition, authType: string): string {
  const [discriminator = ''] = Object.keys(form.allOf?.[0]?.if.properties ?? {})
  return form.properties[discriminator]?.oneOf?.find((option) => option.const === authType)?.title ?? ''
}

function answerTable(answers: readonly AnswerRule[]): string[] {
  return [
    row('the provider answers', 'cause', 'what is said', 'what to do'),
    row('---', '---', '---', '---'),
    ...answers.map(({ when, cause, message, hints }) => row(inWords(when), code(cause), message, hints.join('<br>'))),
  ]
}

function inWords({ status, contentType, bodyIncludes, header }: AnswerRule['when']): string {
  const parts = [
    status !== undefined && (typeof status === 'number' ? String(status) : `${status[0]} to ${status[1]}`),
    contentType !== undefined && code(contentType),
    header !== undefined && (header.startsWith('!') ? `no header ${code(header.slice(1))}` : `header ${code(header)}`),
    bodyIncludes !== undefined && `a body with ${code(bodyIncludes)}`,
  ].filter((part) => part !== false)
  return parts.length === 0 ? 'anything else' : parts.join(', ')
}
