import type { AuditAction, AuditEntry, AuditSubjectKind, OAuthClientRecord } from '@connform/core'
import type { Context } from '../connections/context.ts'

type Acting = Pick<Context, 'actor' | 'clock'>
type Members = Readonly<Record<string, unknown>>

/** An entry about an OAuth client; its secret is named where it was typed, and never shown. */
export function clientEntry(
  { actor, clock }: Acting,
  action: AuditAction,
  { before, after }: { readonly before?: OAuthClientRecord; readonly after?: OAuthClientRecord },
): AuditEntry {
  const typed = after !== undefined && after.secretUpdatedAt !== before?.secretUpdatedAt
  const some = before && shownOf(before)
  const others = after && shownOf(after)
  const changed = ['definition', 'name', 'clientId'].filter((key) => some?.[key] !== others?.[key])
  const pick = (members: Members | undefined): Members | null =>
    members === undefined ? null : Object.fromEntries(changed.map((key) => [key, members[key]]))
  return {
    at: clock().toISOString(),
    actor,
    action,
    subject: { kind: 'oauth_client', id: after?.id ?? before?.id ?? '' },
    fields: [...changed, ...(typed ? ['clientSecret'] : [])],
    before: pick(some),
    after: pick(others),
  }
}

const shownOf = ({ definition, name, clientId }: OAuthClientRecord): Members => ({ definition, name, clientId })

/** An entry about what is no connection and no OAuth client: what was done, and what may be told of it. */
export function plainEntry(
  { actor, clock }: Acting,
  action: AuditAction,
  { kind, id, after = null }: { readonly kind: AuditSubjectKind; readonly id: string; readonly after?: Members | null },
): AuditEntry {
  return {
    at: clock().toISOString(),
    actor,
    action,
    subject: { kind, id },
    fields: Object.keys(after ?? {}),
    before: null,
    after,
  }
}
