import { allFields } from '../form.ts'
import type { Scope } from '../generated/definition.ts'
import type { Finding, Rule } from './rule.ts'

const none = { catalogue: [], profiles: {} }

/** The catalogue of scopes, and everything that names one. */
export const scopeRules: readonly Rule[] = [
  {
    id: 'scope-unique',
    message: 'A scope stands in the catalogue once.',
    check: ({ definition: { scopes = none } }) =>
      scopes.catalogue.flatMap(({ id }, index) =>
        scopes.catalogue.findIndex((scope) => scope.id === id) < index
          ? [{ path: ['scopes', 'catalogue', index, 'id'], message: `${id} stands here twice.` }]
          : [],
      ),
  },
  {
    id: 'scope-known',
    message:
      'Profiles, includes, aliasOf and the scope of a mint name scopes of the catalogue; profiles name official ones.',
    check: ({ definition: { scopes = none, auth } }) => {
      const known = new Map(scopes.catalogue.map((scope) => [scope.id, scope]))
      const findings: Finding[] = []
      const want = (path: Finding['path'], id: string, isGood: (scope: Scope) => boolean = () => true): void => {
        const scope = known.get(id)
        if (!scope) findings.push({ path, message: `${id} is not in the catalogue.` })
        else if (!isGood(scope)) findings.push({ path, message: `${id} cannot be asked for.` })
      }
      scopes.catalogue.forEach(({ aliasOf, includes = [] }, index) => {
        const path = ['scopes', 'catalogue', index]
        if (aliasOf !== undefined) want([...path, 'aliasOf'], aliasOf, (scope) => scope.aliasOf === undefined)
        for (const id of includes) want([...path, 'includes'], id)
      })
      for (const [name, { required }] of Object.entries(scopes.profiles)) {
        for (const id of required) want(['scopes', 'profiles', name, 'required'], id, canBeAskedFor)
      }
      for (const [authType, method] of Object.entries(auth)) {
        if (method.kind === 'minted-token') want(['auth', authType, 'mint', 'scope'], method.mint.scope, canBeAskedFor)
      }
      return findings
    },
  },
  {
    id: 'scope-options',
    message: 'A field named scopes offers scopes of the catalogue: no alias, and none that comes by itself.',
    check: ({ definition: { scopes = none }, parts }) => {
      const offered = new Set(scopes.catalogue.filter(canBeAskedFor).map(({ id }) => id))
      return allFields(parts)
        .filter(({ name }) => name === 'scopes')
        .flatMap(({ schema, pointer }) =>
          (schema.items?.oneOf ?? [])
            .filter((option) => !offered.has(option.const))
            .map((option) => ({
              path: ['form', ...pointer.split('/').slice(1), 'items', 'oneOf'],
              message: `${option.const} is not a scope of the catalogue that can be asked for.`,
            })),
        )
    },
  },
]

function canBeAskedFor(scope: Scope): boolean {
  return scope.aliasOf === undefined && !scope.implicit
}
