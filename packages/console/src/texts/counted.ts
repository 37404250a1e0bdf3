/** Picks a text by the number's plural form in a language; `#` stands for the number as the language writes it. */
export function countedIn(
  locale: string,
): (count: number, forms: { readonly one: string; readonly other: string }) => string {
  const rules = new Intl.PluralRules(locale)
  const numbers = new Intl.NumberFormat(locale)
  return (count, { one, other }) => (rules.select(count) === 'one' ? one : other).replaceAll('#', numbers.format(count))
}
