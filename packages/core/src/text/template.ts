const placeholderName = /^[a-zA-Z][a-zA-Z0-9]*$/

/** Names of the `{placeholders}` of a template, in order. */
export const placeholdersOf = (template: string): string[] =>
  Array.from(template.matchAll(/\{([a-zA-Z][a-zA-Z0-9]*)\}/g), ([, name = '']) => name)

/**
 * Puts text in the place of each `{placeholder}`; `lookUp` answers undefined for a name it does not know, which stays as
 * it is. Looks for braces instead of matching the whole of it, for every answer with a connection fills one in.
 */
export function fillTemplate(template: string, lookUp: (name: string) => string | undefined): string {
  let filled = ''
  let from = 0
  for (;;) {
    const open = template.indexOf('{', from)
    const close = open === -1 ? -1 : template.indexOf('}', open)
    if (close === -1) return filled + template.slice(from)
    // Of several braces one after the other, the last one begins the placeholder.
    const start = template.lastIndexOf('{', close)
    const found = template.slice(start + 1, close)
    const text = placeholderName.test(found) ? lookUp(found) : undefined
    filled += text === undefined ? template.slice(from, close + 1) : template.slice(from, start) + text
    from = close + 1
  }
}

/**
 * Like {@link fillTemplate} for a URL: each text becomes one path segment or host label and cannot leave it. The one
 * exception is a placeholder that the template begins with: it stands for a whole address, of which origin and path
 * are taken.
 */
export function fillUrlTemplate(template: string, values: Readonly<Record<string, unknown>>): string {
  const first = template.startsWith('{') ? template.slice(1, template.indexOf('}')) : undefined
  return fillTemplate(template, (name) => {
    const text = textOf(values, name)
    if (text === undefined) return undefined
    return (name === first ? addressOf(text) : undefined) ?? encodeURIComponent(text)
  })
}

/** {@link fillTemplate} with the texts and numbers of an object. */
export function fillFromValues(template: string, values: Readonly<Record<string, unknown>>): string {
  return fillTemplate(template, (name) => textOf(values, name))
}

function textOf(values: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = Object.hasOwn(values, name) ? values[name] : undefined
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
}

function addressOf(text: string): string | undefined {
  const url = URL.parse(text)
  return url === null ? undefined : `${url.origin}${url.pathname}`.replace(/\/+$/, '')
}
