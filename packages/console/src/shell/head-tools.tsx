import { useQuery } from '@tanstack/react-query'
import { useApi } from '../api/api-context.tsx'
import type { TenantPage } from '../api/types.ts'
import { useSession } from '../session/session-context.tsx'
import { useTexts } from '../texts/texts-context.tsx'
import { Select } from '../ui/index.ts'

/** Whose connections these are; a choice where the session may act for every tenant. */
export function HeadTools() {
  const { t } = useTexts()
  const { session, tenant, setTenant } = useSession()
  const api = useApi()
  const maySwitch = session.tenants === '*' && session.features.tenants
  const { data } = useQuery({
    queryKey: ['tenants'],
    queryFn: ({ signal }) => api.get<TenantPage>('/tenants', { query: { limit: 1000 }, signal }),
    enabled: maySwitch,
  })
  const names = [...new Set([session.tenant, tenant, ...(data?.tenants ?? [])])].sort()
  if (!maySwitch) {
    return (
      <p className="shell-tenant">
        <span>{t.shell.tenant}</span>
        <strong>{tenant}</strong>
      </p>
    )
  }
  return (
    <div className="shell-tenant">
      <label htmlFor="tenant">{t.shell.tenant}</label>
      <Select
        id="tenant"
        value={tenant}
        options={names.map((name) => ({ value: name, label: name }))}
        onChange={(event) => setTenant(event.target.value)}
      />
    </div>
  )
}
