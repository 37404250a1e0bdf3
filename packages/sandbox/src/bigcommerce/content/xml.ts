const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** `value` as an XML document; an array's members become `<value>` elements. */
export const xmlDocument = (root: string, value: unknown): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${element(root, value)}`

const element = (name: string, value: unknown): string => `<${name}>${content(value)}</${name}>`

const content = (value: unknown): string => {
  if (Array.isArray(value)) return value.map((member) => element('value', member)).join('')
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .map(([name, member]) => element(name, member))
      .join('')
  }
  return String(value ?? '').replace(/[&<>]/g, (character) => escapes[character] ?? character)
}
