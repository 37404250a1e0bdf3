import type { Store } from '@connform/core'
import { sqlAccess } from './access.ts'
import { auditAppender, sqlAudit } from './audit.ts'
import { sqlAuthorizations } from './authorizations.ts'
import { checkedTenants } from './checked-tenants.ts'
import { sqlConnections } from './connections.ts'
import { sqlDataKeys } from './data-keys.ts'
import { sqlIdempotency } from './idempotency.ts'
import { sqlOAuthClients } from './oauth-clients.ts'
import type { Run } from './run.ts'
import { sqlSealed } from './sealed.ts'
import { sqlSetups } from './setups.ts'
import type { SqlDialect } from './sql-dialect.ts'
import { sqlTenants } from './tenants.ts'

/** All that is stored, in a database. */
export function sqlStore(database: Run, dialect: SqlDialect): Omit<Store, 'openQueue' | 'close'> {
  const run = checkedTenants(database)
  const append = auditAppender(dialect)
  return {
    connections: sqlConnections(run, dialect, append),
    oauthClients: sqlOAuthClients(run, append),
    authorizations: sqlAuthorizations(run),
    dataKeys: sqlDataKeys(run),
    sealed: sqlSealed(run, dialect),
    audit: sqlAudit(run, append),
    idempotency: sqlIdempotency(run),
    tenants: sqlTenants(run, dialect, append),
    access: sqlAccess(run, append),
    setups: sqlSetups(run, append),
  }
}
