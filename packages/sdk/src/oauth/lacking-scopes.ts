import type { Definition, Issue } from '@connform/core'

/**
 * The expected scopes that a grant does not have, as an issue. A scope covers those it includes, and has the official
 * name of which it is another spelling. A grant that does not say its scopes has those that were asked for (RFC 6749
 * section 5.1).
 */
export function lackingScopes(
  { scopes: rules }: Definition,
  granted: readonly string[] | null,
  expected: readonly string[],
): Issue | undefined {
  if (granted === null) return undefined
  const catalogue = new Map((rules?.catalogue ?? []).map((scope) => [scope.id, scope]))
  const official = (id: string): string => catalogue.get(id)?.aliasOf ?? id
  const covered = new Set(granted.map(official).flatMap((id) => [id, ...(catalogue.get(id)?.includes ?? [])]))
  const missing = [...new Set(expected.map(official))].filter((id) => !covered.has(id))
  if (missing.length === 0) return undefined
  const names = missing.map((id) => {
    const scope = catalogue.get(id)
    return scope === undefined ? id : `${scope.name} (${scope.access})`
  })
  return {
    path: ['scopes'],
    code: 'missing_scope',
    message: `The authorisation lacks ${names.join(', ')}.`,
    hint: 'Set these scopes in the profile of the app, save it, and authorise the connection again.',
    severity: 'error',
  }
}
