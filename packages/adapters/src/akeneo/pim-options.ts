import type { OptionSource, SourceOption } from '@connform/core'
import { memberAt } from '@connform/core'

const MOST_PER_PAGE = 100
const enabled = encodeURIComponent(JSON.stringify({ enabled: [{ operator: '=', value: true }] }))

/** The lists of a PIM that a configuration is chosen from. https://api.akeneo.com/api-reference-index.html */
export const pimOptions: Readonly<Record<string, OptionSource>> = Object.freeze({
  locales: { path: `/api/rest/v1/locales?limit=${MOST_PER_PAGE}&search=${enabled}`, toOption: byCode },
  channels: { path: `/api/rest/v1/channels?limit=${MOST_PER_PAGE}`, toOption: channelOption },
  // Only some editions filter currencies, so the disabled ones are left out here.
  currencies: {
    path: `/api/rest/v1/currencies?limit=${MOST_PER_PAGE}`,
    toOption: (entry) => (memberAt(entry, 'enabled') === false ? undefined : byCode(entry)),
  },
  categories: { path: `/api/rest/v1/categories?limit=${MOST_PER_PAGE}`, toOption: byCode },
})

function byCode(entry: unknown): SourceOption | undefined {
  const code = memberAt(entry, 'code')
  if (typeof code !== 'string') return undefined
  const parent = memberAt(entry, 'parent')
  return { value: code, label: labelOf(entry) ?? code, ...(typeof parent === 'string' ? { parent } : {}) }
}

/** A channel says which locales and currencies it has, and which tree its categories come from. */
function channelOption(entry: unknown): SourceOption | undefined {
  const option = byCode(entry)
  const tree = memberAt(entry, 'category_tree')
  return (
    option && {
      ...option,
      facts: {
        locales: textsOf(memberAt(entry, 'locales')),
        currencies: textsOf(memberAt(entry, 'currencies')),
        ...(typeof tree === 'string' ? { categoryTree: tree } : {}),
      },
    }
  )
}

const textsOf = (list: unknown): string[] =>
  Array.isArray(list) ? list.filter((text): text is string => typeof text === 'string') : []

/** A label in English where there is one, otherwise in the first language that has one. */
function labelOf(entry: unknown): string | undefined {
  const label = memberAt(entry, 'label')
  if (typeof label === 'string' && label !== '') return label
  const labels = memberAt(entry, 'labels')
  const texts = typeof labels === 'object' && labels !== null ? Object.entries(labels) : []
  const named = texts.filter((text): text is [string, string] => typeof text[1] === 'string' && text[1] !== '')
  return (named.find(([locale]) => locale.startsWith('en')) ?? named[0])?.[1]
}
