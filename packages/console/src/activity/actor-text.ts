import type { Texts } from '../texts/languages.ts'

const SHOWN_CHARACTERS = 8

/** An actor as people read it; what an embedder named itself stays as it is. */
export function actorText(actor: string, { activity }: Texts): string {
  const [kind, id = ''] = actor.split(/:(.*)/s)
  if (kind === 'session' && id !== '') return activity.bySession(shortId(id))
  if (kind === 'api-key' && id !== '') return activity.byApiKey(id)
  return actor === 'system' ? activity.bySystem : actor
}

/** Enough of an id to tell it from its neighbours. */
export const shortId = (id: string): string => (id.length > 20 ? id.slice(0, SHOWN_CHARACTERS) : id)
