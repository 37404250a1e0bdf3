import { type Adapter, type Definition, type Derivation, definitionAdapter, type PageRules } from '@connform/core'
import data from './definition.json' with { type: 'json' }

/** How lists go on: `{ items, next }`, where `next` is the number of the next page. */
const pages: PageRules = {
  itemsOf: (answer) => asPage(answer).items,
  nextPath: ({ path, data: answer }) => {
    const { next } = asPage(answer)
    return next === undefined ? undefined : path.replace(/page=\d+/, `page=${next}`)
  },
}

/** What JSON cannot say of Beacon; signing and testing stay with the definition. Frozen, and without state. */
export const beacon: Adapter = Object.freeze<Adapter>({
  ...definitionAdapter(data as unknown as Definition),
  derive,
  inspect,
  pages,
  /** Lists that a setting can be chosen from: `connections.options(id, 'projects')`. */
  options: { projects: { path: '/projects?page=1', toOption } },
})

/** The workspace out of any address of it. Never guesses: an address of another host is left as it is. */
function derive(text: string): Derivation {
  const nothing: Derivation = { form: 'none', values: {}, secrets: {}, issues: [] }
  const host = URL.parse(text.trim())?.hostname ?? ''
  const workspace = /^([a-z][a-z0-9-]{2,39})\.beacon\.example$/.exec(host)?.[1]
  if (workspace !== undefined) return { ...nothing, form: 'workspace-url', values: { workspace } }
  if (host !== 'beacon.example') return nothing
  const message = 'This address of Beacon names no workspace.'
  const hint = 'Open your tickets, and copy the address from there.'
  return {
    ...nothing,
    form: 'other-url',
    issues: [{ path: ['workspace'], code: 'no_workspace', message, hint, severity: 'error' }],
  }
}

/** Beacon shows a token and a webhook's secret on one page, and they are easily taken for one another. */
function inspect({ secrets }: Parameters<Adapter['inspect']>[0]): ReturnType<Adapter['inspect']> {
  if (secrets['apiToken']?.reveal().startsWith('whsec_') !== true) return []
  const message = 'This is the secret of a webhook, not an API token.'
  const hint = 'Copy the line above it, which begins with bct_.'
  return [{ path: ['apiToken'], code: 'wrong_credential_kind', message, hint, severity: 'error' }]
}

function toOption(project: unknown) {
  const { key, title } = (project ?? {}) as { key?: unknown; title?: unknown }
  return typeof key === 'string' ? { value: key, label: String(title ?? key) } : undefined
}

/** An answer comes from outside: anything may stand in it. */
function asPage(answer: unknown): { items: readonly unknown[] | undefined; next: number | undefined } {
  const { items, next } = (answer ?? {}) as { items?: unknown; next?: unknown }
  return { items: Array.isArray(items) ? items : undefined, next: Number.isInteger(next) ? Number(next) : undefined }
}
