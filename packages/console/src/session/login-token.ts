let taken: string | undefined

/**
 * Takes the one-time token out of the address's fragment (`#cfl_…` or `#token=cfl_…`) and out of the history, at once
 * and before anything else runs. Undefined where there is none.
 */
export function takeLoginToken(): string | undefined {
  const found = tokenOf(location.hash)
  if (found !== undefined) {
    history.replaceState(history.state, '', location.pathname + location.search)
    taken = found
  }
  return taken
}

/** The token in a fragment, with or without its name. */
export function tokenOf(fragment: string): string | undefined {
  const text = fragment.replace(/^#/, '')
  const named = new URLSearchParams(text).get('token') ?? text
  return /^cfl_[\w-]{16,256}$/.test(named) ? named : undefined
}
