import type { Connform, Role } from 'connform'

/** A link that logs its first visitor in. */
export interface LoginLink {
  readonly link: string
  /** ISO 8601. */
  readonly expiresAt: string
}

export interface LoginLinkOptions {
  /** Where the console is served, without a trailing slash. */
  readonly url: string
  readonly role: Role
  /** Into every tenant, not only into that of `connform`. */
  readonly allTenants: boolean
}

/**
 * Makes a link that works once. What opens the session stands behind the `#`: browsers do not send it along, so that it
 * gets into no log of a server or a proxy.
 */
export async function makeLoginLink(
  connform: Connform,
  { url, role, allTenants }: LoginLinkOptions,
): Promise<LoginLink> {
  const { token, expiresAt } = await connform.access.createLoginLink({ role, allTenants })
  return { link: `${url}/login#${token.reveal()}`, expiresAt }
}

/** How long a link is good for, in words: `until 14:05 (15 minutes)`. */
export function untilWords(expiresAt: string, now = new Date()): string {
  const end = new Date(expiresAt)
  const minutes = Math.round((end.getTime() - now.getTime()) / 60_000)
  const twoDigits = (number: number): string => String(number).padStart(2, '0')
  return `until ${twoDigits(end.getHours())}:${twoDigits(end.getMinutes())} (${minutes} minutes)`
}
