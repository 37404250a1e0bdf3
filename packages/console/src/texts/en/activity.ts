import type { AuditSubjectKind } from '@connform/core'
import { countedIn } from '../counted.ts'

const counted = countedIn('en-GB')

export const activity = {
  title: 'Activity',
  titleOf: (name: string) => `Activity of ${name}`,
  intro: 'Who did what, when. Entries can be neither changed nor removed, and hold no secret.',
  caption: 'Activity, newest first',
  field: 'Field',
  before: 'Before',
  after: 'After',
  secretField: 'Secret, not recorded',
  bySession: (id: string) => `Session ${id}`,
  byApiKey: (id: string) => `API key ${id}`,
  bySystem: 'Background work',
  nothing: 'Nothing',
  changesOf: (count: number) => counted(count, { one: '# field', other: '# fields' }),
  action: 'Action',
  anyAction: 'Any action',
  actor: 'Actor',
  actorPlaceholder: 'user:42',
  from: 'From',
  to: 'Until',
  clear: 'Clear filters',
  older: 'Show older entries',
  noOlder: 'That is all there is.',
  emptyTitle: 'Nothing happened yet',
  emptyText: 'What people and programs do with connections will stand here.',
  noResultTitle: 'No entry matches',
  noResultText: 'Try fewer filters.',
  kind: {
    connection: 'Connection',
    oauth_client: 'OAuth client',
    key: 'Data key',
    tenant: 'Tenant',
    api_key: 'API key',
    login_link: 'Sign-in link',
    session: 'Session',
    setup: 'Setup',
  } satisfies Readonly<Record<AuditSubjectKind, string>>,
}
