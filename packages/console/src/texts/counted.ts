/** Picks a text by the number's plural form in a language; `#` stands for the number as the language writes it. */
export function countedIn(
  locale: string,
): (count: number, forms: { readonly one: string; readonly other: string }) => string {
  const rules = once(() => new Intl.PluralRules(locale))
  const numbers = once(() => new Intl.NumberFormat(locale))
  return (count, { one, other }) =>
    (rules().select(count) === 'one' ? one : other).replaceAll('#', numbers().format(count))
}

/** Makes a value at its first use: the browser's tables of a language take long to load. */
export function once<T extends object>(make: () => T): () => T {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}
