/** The headers of an answer, with several values of one joined by a comma. RFC 9110 §5.3 */
export function readHeaders(headers: NodeJS.Dict<string | string[]>): Readonly<Record<string, string>> {
  const joined = Object.entries(headers).map(
    ([name, value = '']) => [name, typeof value === 'string' ? value : value.join(', ')] as const,
  )
  return Object.freeze(Object.fromEntries(joined))
}
