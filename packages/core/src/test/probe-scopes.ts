import type { Scope, ScopeRules } from '../definition.ts'
import { isTransportError } from '../errors.ts'
import type { Credentials, HttpAnswer, TestContext } from '../ports.ts'
import { type Finding, parseJson, readAnswer } from './read-answer.ts'
import { type Subject, sendSigned } from './send-signed.ts'

/** What is known of the scopes asked for: `unknown` are those that no safe request can prove. */
export interface ScopeReport {
  readonly granted: readonly string[]
  readonly missing: readonly string[]
  readonly unknown: readonly string[]
}

/**
 * Looks for scopes by GET requests that change nothing. A refused GET proves that a scope is missing; an allowed one
 * proves reading alone, so a scope that modifies stays unknown.
 */
export async function probeScopes(
  subject: Subject,
  credentials: Credentials,
  { rules, context }: { readonly rules: ScopeRules; readonly context: TestContext },
): Promise<ScopeReport> {
  const report = { granted: [] as string[], missing: [] as string[], unknown: [] as string[] }
  const seen = new Map<string, Promise<Finding['cause']>>()
  for (const id of context.requiredScopes ?? []) {
    const scope = rules.catalogue.find((candidate) => candidate.id === id)
    const probe = scope === undefined ? undefined : probeOf(scope, rules.catalogue)
    if (scope === undefined || probe === undefined) {
      report.unknown.push(id)
      continue
    }
    const asked = seen.get(probe) ?? ask(subject, credentials, { probe, context })
    seen.set(probe, asked)
    const cause = await asked
    if (cause === 'missing_scope') report.missing.push(id)
    else if (cause === 'ok' && (scope.includes ?? []).length === 0) report.granted.push(id)
    else report.unknown.push(id)
  }
  return report
}

/** A scope's own probe, or that of a scope it includes. */
function probeOf(scope: Scope, catalogue: readonly Scope[]): string | undefined {
  if (scope.probe !== undefined) return scope.probe
  return (scope.includes ?? [])
    .map((id) => catalogue.find((candidate) => candidate.id === id)?.probe)
    .find((probe) => probe !== undefined)
}

/**
 * Found or not, empty or badly asked: the request got past the check of its scope. A gateway that knows no such
 * address looks at no scope, and does not answer in JSON.
 */
function passedTheCheck({ status, body }: HttpAnswer): boolean {
  if (status >= 200 && status < 300) return true
  return [400, 404, 422].includes(status) && parseJson(body) !== undefined
}

interface Probe {
  readonly probe: string
  readonly context: TestContext
}

async function ask(subject: Subject, credentials: Credentials, { probe, context }: Probe): Promise<Finding['cause']> {
  try {
    const answer = await sendSigned(subject, credentials, { call: { method: 'GET', path: probe }, context })
    if (passedTheCheck(answer)) return 'ok'
    const { answers } = subject.definition.test
    return readAnswer(answer, { expect: {} }, { answers, values: credentials.values }).cause
  } catch (error) {
    // One unanswered probe leaves one scope unknown; the connection itself has answered already.
    if (isTransportError(error)) return 'host_unreachable'
    throw error
  }
}
