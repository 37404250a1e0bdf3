const begun = new Map<string, Promise<Response>>()

/** Asks for an address now, and keeps the answer for whoever comes to need it. */
export function beginRead(address: string): void {
  const answer = fetch(address, { headers: { accept: 'application/json' }, credentials: 'same-origin' })
  // Whoever takes it hears of the failure; where nobody does, nobody needs to.
  answer.catch(() => undefined)
  begun.set(address, answer)
}

/** What was asked for already, once: a later read is to see what has changed since. */
export function takeBegunRead(address: string): Promise<Response> | undefined {
  const answer = begun.get(address)
  begun.delete(address)
  return answer
}
