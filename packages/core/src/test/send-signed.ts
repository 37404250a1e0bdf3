import { allowedHosts } from '../grant/allowed-hosts.ts'
import type { Adapter, Credentials, HttpAnswer, HttpOptions, TestContext } from '../ports.ts'
import { fillFromValues, fillUrlTemplate } from '../text/template.ts'

/** What is asked: a definition, and the code that signs its requests and knows where they go. */
export type Subject = Pick<Adapter, 'definition' | 'sign' | 'baseUrl'>

/** A test is watched by a person: an answer that asks to wait longer than this is shown instead of waited for. */
const MAX_WAIT_MS = 3_000
const TEST_TIMEOUT_MS = 20_000
/** 1 MiB, written out: bundlers leave a product in where nothing uses it. */
const MAX_ANSWER_BYTES = 1_048_576

/** One request; `{field}` in its path and in the texts of its body stands for a value. */
interface Call {
  readonly method: string
  readonly path: string
  readonly body?: unknown
}

/** Sends one signed request of a test within the definition's limits. */
export function sendSigned(
  subject: Subject,
  credentials: Credentials,
  { call, context }: { readonly call: Call; readonly context: TestContext },
): Promise<HttpAnswer> {
  const { request } = subject.definition
  const { values } = credentials
  const body =
    call.body === undefined
      ? undefined
      : JSON.stringify(call.body, (_, part) => (typeof part === 'string' ? fillFromValues(part, values) : part))
  const unsigned = {
    method: call.method,
    url: baseUrlOf(subject, values) + fillUrlTemplate(call.path, values),
    headers: { ...request.headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body }),
  }
  const options: HttpOptions = {
    allowedHosts: allowedHosts(request.allowedHosts, values),
    timeoutMs: context.timeoutMs ?? TEST_TIMEOUT_MS,
    maxAnswerBytes: MAX_ANSWER_BYTES,
    maxWaitMs: MAX_WAIT_MS,
    ...(request.retry === undefined ? {} : { retry: request.retry }),
    ...(context.signal === undefined ? {} : { signal: context.signal }),
  }
  return context.http(subject.sign(unsigned, credentials), options)
}

/** Where requests with these values go. */
export function baseUrlOf(
  { definition, baseUrl }: Pick<Subject, 'definition' | 'baseUrl'>,
  values: Credentials['values'],
): string {
  return baseUrl?.(values) ?? fillUrlTemplate(definition.request.baseUrl, values)
}
