import { texts } from './answers.ts'
import type { PimItem } from './resources.ts'

/** Property → operator → whether an item fits a value. */
export type Filters = Readonly<Record<string, Readonly<Record<string, (item: PimItem, value: unknown) => boolean>>>>

/** What `search={"property":[{"operator":"=","value":true}]}` asks for. https://api.akeneo.com/documentation/filter.html */
export const readSearch = (
  text: string | null,
  filters: Filters,
): { readonly matches: (item: PimItem) => boolean } | { readonly refusal: string } => {
  if (text === null) return { matches: () => true }
  const asked = readJson(text)
  if (asked === undefined) return { refusal: texts.badSearch }
  const conditions: ((item: PimItem) => boolean)[] = []
  for (const [property, list] of Object.entries(asked)) {
    for (const { operator, value } of conditionsIn(list)) {
      const fits = filters[property]?.[String(operator)]
      if (!fits) {
        const said = `Filter on property "${property}" is not supported or does not support operator "${operator}".`
        return { refusal: said }
      }
      conditions.push((item) => fits(item, value))
    }
  }
  return { matches: (item) => conditions.every((condition) => condition(item)) }
}

const conditionsIn = (list: unknown): readonly { readonly operator?: unknown; readonly value?: unknown }[] =>
  Array.isArray(list) ? list.map((condition: unknown) => Object(condition)) : []

const readJson = (text: string): object | undefined => {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
  } catch {
    return undefined
  }
}
