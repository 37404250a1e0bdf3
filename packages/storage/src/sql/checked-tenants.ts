import { ConnformError } from '@connform/core'
import type { Run } from './run.ts'

/**
 * Refuses a tenant whose id a database would keep in another form, because that is the id of another tenant: half a
 * surrogate pair becomes U+FFFD, and a text may end at U+0000.
 */
export function checkedTenants(run: Run): Run {
  return Object.freeze<Run>({
    async read(tenant, operation) {
      checkTenant(tenant)
      return run.read(tenant, operation)
    },
    async rows(tenant, statement, values) {
      checkTenant(tenant)
      return run.rows(tenant, statement, values)
    },
    async write(tenant, operation) {
      checkTenant(tenant)
      return run.write(tenant, operation)
    },
  })
}

function checkTenant(tenant: string | null): void {
  if (tenant === null || (tenant.isWellFormed() && !tenant.includes('\u0000'))) return
  throw new ConnformError('ERR_OPTION_INVALID', 'The id of a tenant holds U+0000 or half of a character pair.')
}
