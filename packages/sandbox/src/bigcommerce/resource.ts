import { acceptedType } from '../http/accepted-type.ts'
import { type Answer, textAnswer } from '../http/answer.ts'
import { gatewayAnswers, v2Error, v3Error } from './answers.ts'
import type { AuthorisedCall } from './call.ts'
import { xmlDocument } from './content/xml.ts'
import { scopeFamilies, scopesAllow } from './scopes.ts'

const JSON_TYPE = 'application/json'
const XML_TYPE = 'application/xml'
const methodsWithBody = ['POST', 'PUT', 'PATCH']

/** The answer of the resource behind the gateway, once store and token are known. */
export const answerOfResource = (call: AuthorisedCall): Answer => {
  const refusal = missingScope(call) ?? wrongBody(call)
  if (refusal) return refusal
  const type = answerType(call)
  if (type === undefined) return resourceError(call, 406, 'Not Acceptable')
  const answer = call.route.answer(call)
  return type === XML_TYPE && answer.status === 200 ? asXml(answer, call.route.xmlRoot ?? '') : answer
}

const missingScope = ({ route, token, request }: AuthorisedCall): Answer | undefined =>
  route.scope === null ||
  scopesAllow(token.scopes, scopeFamilies[route.scope], route.onlyReads === true ? 'GET' : request.method)
    ? undefined
    : gatewayAnswers.missingScope

const wrongBody = (call: AuthorisedCall): Answer | undefined => {
  const { request } = call
  if (!methodsWithBody.includes(request.method)) return undefined
  if (request.bodyTooLarge) return resourceError(call, 413, 'Request Entity Too Large')
  const [type = ''] = (request.headers['content-type'] ?? '').split(';')
  return type.trim().toLowerCase() === JSON_TYPE ? undefined : resourceError(call, 415, 'Unsupported Media Type')
}

/** Without an `Accept` header, a resource that has an XML form answers in it: that is its documented default. */
const answerType = ({ request, route }: AuthorisedCall): string | undefined => {
  const header = request.headers.accept
  if (header === undefined) return route.xmlRoot === undefined ? JSON_TYPE : XML_TYPE
  return acceptedType(header, route.xmlRoot === undefined ? [JSON_TYPE] : [JSON_TYPE, XML_TYPE])
}

const asXml = (answer: Answer, root: string): Answer =>
  textAnswer(answer.status, xmlDocument(root, JSON.parse(answer.body)), XML_TYPE)

/** V2 puts its errors in an array, V3 does not. */
const resourceError = ({ path }: AuthorisedCall, status: number, text: string): Answer =>
  path.startsWith('/v2/') ? v2Error(status, text) : v3Error(status, text)
