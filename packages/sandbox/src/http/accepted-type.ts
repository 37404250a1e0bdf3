/**
 * The first of the `offered` media types that an `Accept` header prefers, or undefined where it takes none of them.
 * RFC 9110 section 12.5.1: the most specific range decides a type's weight, and a weight of 0 refuses it.
 */
export const acceptedType = (header: string, offered: readonly string[]): string | undefined => {
  const ranges = header.split(',').map(readRange)
  let best: { type: string; weight: number } | undefined
  for (const type of offered) {
    const weight = weightOf(type, ranges)
    if (weight > (best?.weight ?? 0)) best = { type, weight }
  }
  return best?.type
}

interface MediaRange {
  readonly range: string
  readonly weight: number
}

const readRange = (text: string): MediaRange => {
  const [range = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase())
  const weight = parameters.find((parameter) => parameter.startsWith('q='))
  return { range, weight: weight === undefined ? 1 : Number(weight.slice(2)) || 0 }
}

const weightOf = (type: string, ranges: readonly MediaRange[]): number => {
  const [main] = type.split('/')
  for (const wanted of [type, `${main}/*`, '*/*']) {
    const found = ranges.find(({ range }) => range === wanted)
    if (found) return found.weight
  }
  return 0
}
