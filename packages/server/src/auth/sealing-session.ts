import type { Principal } from 'connform'

/** Names a session to the page that seals for it; proves nothing, and is no cookie. */
export const sealingSession = ({ kind, id }: Principal): string => `${kind}:${id}`
