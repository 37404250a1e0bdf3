import type { CallbackQuery } from './oauth-flow.ts'

/** The parameters of a callback that were given, each once. */
export function readCallback(query: CallbackQuery): Readonly<Record<string, string>> {
  const entries = query instanceof URLSearchParams ? [...query.entries()] : Object.entries(query)
  const given: Record<string, string> = Object.create(null)
  for (const [name, value] of entries) if (typeof value === 'string') given[name] ??= value
  return given
}
