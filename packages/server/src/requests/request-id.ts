const form = /^[\w.:-]{8,128}$/

/** The caller's id for a request, so that it finds it in both logs, else one of ours. */
export function requestIdOf(header: string | string[] | undefined): string {
  return typeof header === 'string' && form.test(header) ? header : crypto.randomUUID()
}
