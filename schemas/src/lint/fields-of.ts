import type { Field, FormParts } from '../form.ts'

/** The fields an auth type shows: the shared ones and its own. */
export function fieldsOf({ shared, branches }: FormParts, authType: string): Field[] {
  return [...shared, ...(branches.find((branch) => branch.authType === authType)?.fields ?? [])]
}
