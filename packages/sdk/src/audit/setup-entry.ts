import type { AuditAction, AuditEntry, SetupRecord } from '@connform/core'
import type { Context } from '../connections/context.ts'

type Members = Readonly<Record<string, unknown>>

/** An entry about a setup: its name, the connections of its slots, its settings and its use. None of them is secret. */
export function setupEntry(
  { actor, clock }: Pick<Context, 'actor' | 'clock'>,
  action: AuditAction,
  { before, after }: { readonly before?: SetupRecord; readonly after?: SetupRecord },
): AuditEntry {
  const some = before && membersOf(before)
  const others = after && membersOf(after)
  const names = [...new Set([...Object.keys(some ?? {}), ...Object.keys(others ?? {})])]
  const changed = names.filter((name) => JSON.stringify(some?.[name]) !== JSON.stringify(others?.[name]))
  const pick = (members: Members | undefined): Members | null =>
    members === undefined ? null : Object.fromEntries(changed.map((name) => [name, members[name] ?? null]))
  return {
    at: clock().toISOString(),
    actor,
    action,
    subject: { kind: 'setup', id: after?.id ?? before?.id ?? '' },
    fields: changed,
    before: pick(some),
    after: pick(others),
  }
}

function membersOf({ document, name, slots, settings, usedAt }: SetupRecord): Members {
  const connections = Object.entries(slots).map(([slot, { connection }]) => [`slots.${slot}`, connection] as const)
  return { document, name, ...Object.fromEntries(connections), ...settings, usedAt }
}
