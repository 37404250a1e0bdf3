const placeholder = /\{([a-zA-Z][a-zA-Z0-9]*)\}/g

/** Names of the `{placeholders}` of a template, in order. */
export function placeholdersOf(template: string): string[] {
  return [...template.matchAll(placeholder)].map((match) => match[1] as string)
}

/** Puts text in the place of each `{placeholder}`; `lookUp` answers undefined for a name it does not know, which stays as it is. */
export function fillTemplate(template: string, lookUp: (name: string) => string | undefined): string {
  return template.replace(placeholder, (whole, name: string) => lookUp(name) ?? whole)
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
