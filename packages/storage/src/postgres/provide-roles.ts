import { setTimeout as sleep } from 'node:timers/promises'
import { ConnformError } from '@connform/core'
import { type Kysely, sql } from 'kysely'
import type { Db } from '../sql/run.ts'
import { SYSTEM_ROLE, TENANT_ROLE } from './names.ts'
import { sqlState } from './postgres-failure.ts'

const MAX_TRIES = 10
const MAX_PAUSE_MS = 50
const INSUFFICIENT_PRIVILEGE = '42501'
/** Another database of the same server gets its roles at the same moment: there is one set of them for all. */
const RACE_STATES = ['42710', '23505', 'XX000', '40001']

/** From here on, memberships say whether a role may be taken on and whether its privileges are there without that. */
const MEMBERSHIP_OPTIONS_SINCE = 160_000

interface State {
  readonly version: number
  readonly user: string
  /** Of the two roles, those that exist. */
  readonly roles: readonly { readonly name: string; readonly isMember: boolean }[]
}

/** Makes the roles of the server where there are none, and this user a member of them. */
export async function provideRoles(db: Db): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    const state = await stateOf(db)
    const statements = missing(state)
    if (statements.length === 0) return
    try {
      for (const statement of statements) await sql.raw(statement).execute(db)
      return
    } catch (error) {
      const code = sqlState(error) ?? ''
      if (code === INSUFFICIENT_PRIVILEGE) throw notAllowed(statements)
      if (!RACE_STATES.includes(code) || tries === MAX_TRIES) throw error
      await sleep(Math.random() * MAX_PAUSE_MS)
    }
  }
}

async function stateOf(db: Kysely<never> | Db): Promise<State> {
  const { rows: own } = await sql<{ version: number; user: string }>`
    select current_setting('server_version_num')::int as version, quote_ident(current_user) as user
  `.execute(db)
  const { version = 0, user = '' } = own[0] ?? {}
  const how = version >= MEMBERSHIP_OPTIONS_SINCE ? 'SET' : 'MEMBER'
  const { rows: roles } = await sql<{ name: string; isMember: boolean }>`
    select rolname::text as name, pg_has_role(current_user, oid, ${how}) as "isMember" from pg_catalog.pg_roles
    where rolname in (${TENANT_ROLE}, ${SYSTEM_ROLE})
  `.execute(db)
  return { version, user, roles }
}

/** The role for every tenant has to be taken on: it shows nothing to a query that forgot about tenants. */
function missing({ version, user, roles }: State): string[] {
  const inherits = { [TENANT_ROLE]: 'true', [SYSTEM_ROLE]: 'false' }
  return Object.entries(inherits).flatMap(([name, inherit]) => {
    const role = roles.find((known) => known.name === name)
    const options = version >= MEMBERSHIP_OPTIONS_SINCE ? ` with inherit ${inherit}, set true` : ''
    return [
      ...(role === undefined ? [`create role ${name} nologin`] : []),
      ...(role?.isMember ? [] : [`grant ${name} to ${user}${options}`]),
    ]
  })
}

function notAllowed(statements: readonly string[]): ConnformError {
  return new ConnformError(
    'ERR_STORE',
    'The PostgreSQL database needs two roles that keep tenants apart, and this user may not make them.',
    `Let an administrator of the server run: ${statements.join('; ')};`,
  )
}
