/** Whether the provider took a token back; no line where there was none to take back. */
export function describeRevoked(which: 'issued' | 'old', revoked: boolean | undefined): string[] {
  if (revoked === undefined) return []
  return revoked
    ? [`    The ${which} token was taken back.`]
    : [`    The ${which} token could not be taken back: remove it at the provider if nothing else uses it.`]
}
