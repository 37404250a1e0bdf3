import { type FormattedExecutionResult, GraphQLError } from 'graphql'
import type { IssuedToken } from '../../issued-token.ts'

const INSUFFICIENT = 'INSUFFICIENT_ACCESS_SCOPE'

/** Throws where a private token has not the scope a field asks for. Tokens of the other kinds have no scopes. */
export const requireScope = ({ kind, scopes }: IssuedToken, scope: string): void => {
  if (kind !== 'private' || scopes.includes(scope)) return
  throw new GraphQLError('The provided token does not include the scopes required to resolve this field.', {
    extensions: { code: INSUFFICIENT, requiredScopes: [scope] },
  })
}

/** As the documentation shows a missing scope: no data at all, errors without locations. */
export const withoutDataWhereRefused = (result: FormattedExecutionResult): FormattedExecutionResult => {
  const refused = result.errors?.some(({ extensions }) => extensions?.['code'] === INSUFFICIENT)
  if (!refused) return result
  return {
    data: null,
    errors: (result.errors ?? []).map(({ message, path, extensions }) => ({
      message,
      ...(path && { path }),
      ...(extensions && { extensions }),
    })),
  }
}
