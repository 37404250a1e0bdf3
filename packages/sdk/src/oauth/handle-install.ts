import { type ConnectionRecord, ConnformError, type Issue, prepare } from '@connform/core'
import type { Context } from '../connections/context.ts'
import { onceForAccount } from '../connections/idempotency.ts'
import { scopesOf } from '../connections/run-test.ts'
import { searchTermsOf } from '../connections/search-terms.ts'
import { acceptGrant } from './accept-grant.ts'
import { readCallback } from './callback-query.ts'
import { findInstalled } from './find-installed.ts'
import { exchange, issueOf } from './handle-callback.ts'
import { findClient } from './oauth-clients.ts'
import type { AuthorizationResult, CallbackQuery, InstallOptions } from './oauth-flow.ts'

/** Accepts an installation that the provider began: the code proves it, the answer names the account. */
export async function handleInstall(
  context: Context,
  query: CallbackQuery,
  options: InstallOptions,
): Promise<AuthorizationResult> {
  const callback = readCallback(query)
  const client = await findClient(context.oauthClients, context.tenant, options.client)
  const adapter = context.definitions.adapter(client.definition)
  const authType = Object.entries(adapter.definition.auth).find(([, method]) => method.kind === 'oauth2')?.[0] ?? ''
  const blank = blankRecord(context, { definition: client.definition, authType, client: client.id })
  const expected = scopesOf(adapter.definition, options.profile) ?? []
  if (callback['code'] === undefined) return { ok: false, issues: [noCode] }
  const outcome = await exchange(context, blank, { client: client.id, callback, redirectUri: options.redirectUri })
  if (!outcome.ok) return { ok: false, issues: [issueOf(outcome)] }
  const { grant, extra } = outcome
  const account = adapter.grantedFor?.(extra) ?? {}
  if (Object.keys(account).length === 0) return { ok: false, issues: [noAccount] }

  const known = await findInstalled(context, { client: client.id, account })
  if (known !== undefined) return acceptGrant(context, known, { adapter, grant, extra, expected })

  const offered = new Set(offeredScopes(adapter.definition, authType))
  const scopes = (grant.scopes ?? []).filter((scope) => offered.has(scope))
  const name = `${client.name} in ${Object.values(account).join(' ')}`
  const { ok, values, issues } = prepare(
    adapter.definition,
    { name, authType, oauthClient: client.id, scopes, ...account },
    { adapter, now: context.clock() },
  )
  if (!ok) return { ok: false, issues }
  const searchTerms = searchTermsOf(adapter.definition, values)
  const record = { ...blank, name, values, searchTerms, definitionVersion: adapter.definition.version }
  const once = await onceForAccount(context, client.id, account)
  try {
    return await acceptGrant(context, record, { adapter, grant, extra, expected, once })
  } catch (error) {
    if (!(error instanceof ConnformError) || error.code !== 'ERR_IDEMPOTENCY_CONFLICT') throw error
    // Another installation of the same account made its connection at this moment.
    const first = await findInstalled(context, { client: client.id, account })
    return acceptGrant(context, first ?? record, { adapter, grant, extra, expected })
  }
}

/** A connection that is not stored yet: revision 0. */
function blankRecord(
  { tenant, clock, definitions }: Context,
  { definition, authType, client }: { definition: string; authType: string; client: string },
): ConnectionRecord {
  const now = clock().toISOString()
  return {
    tenant,
    id: crypto.randomUUID(),
    definition,
    definitionVersion: definitions.get(definition).version,
    name: '',
    authType,
    status: 'pending',
    values: { authType, oauthClient: client },
    secretFields: {},
    sealed: null,
    keyId: null,
    searchTerms: [],
    grant: null,
    lastTest: null,
    revision: 0,
    createdAt: now,
    updatedAt: now,
    removedAt: null,
  }
}

function offeredScopes(definition: ReturnType<Context['definitions']['get']>, authType: string): string[] {
  const branch = definition.form.allOf?.find(
    ({ if: condition }) => Object.values(condition.properties)[0]?.const === authType,
  )
  return (branch?.then.properties['scopes']?.items?.oneOf ?? []).map((option) => option.const)
}

const noCode: Issue = Object.freeze<Issue>({
  path: [],
  code: 'not_granted',
  message: 'The installation brought no code.',
  hint: 'Install the app again from the control panel of the provider.',
  severity: 'error',
})

const noAccount: Issue = Object.freeze<Issue>({
  path: [],
  code: 'wrong_store',
  message: 'The installation does not say which account it is for.',
  severity: 'error',
})
