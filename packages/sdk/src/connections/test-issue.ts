import type { Cause, Definition, Issue, TestResult } from '@connform/core'

/** What a cause is about, so that a form can put the cursor where the mistake is. */
const aboutSecret: readonly Cause[] = ['bad_credentials', 'wrong_credential_kind', 'expired', 'missing_scope']
const aboutIdentity: readonly Cause[] = ['wrong_store', 'blocked_host', 'host_unreachable']

/** A failed test as an issue of the form. */
export function testIssue(definition: Definition, authType: string, result: TestResult): Issue {
  const [hint] = result.hints
  return {
    path: fieldFor(definition, authType, result.cause),
    code: result.cause,
    message: result.message,
    ...(hint === undefined ? {} : { hint }),
    severity: 'error',
  }
}

function fieldFor(definition: Definition, authType: string, cause: Cause): readonly string[] {
  const { form } = definition
  const branch = form.allOf?.find((candidate) => Object.values(candidate.if.properties)[0]?.const === authType)
  const fields = { ...form.properties, ...branch?.then.properties }
  const isSelector = (key: string): boolean => branch !== undefined && Object.hasOwn(branch.if.properties, key)
  if (aboutSecret.includes(cause))
    return Object.keys(fields)
      .filter((key) => fields[key]?.writeOnly === true)
      .slice(0, 1)
  if (aboutIdentity.includes(cause)) return definition.identity.filter((key) => !isSelector(key)).slice(0, 1)
  return []
}
