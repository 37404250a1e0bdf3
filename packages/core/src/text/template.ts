const placeholder = /\{([a-zA-Z][a-zA-Z0-9]*)\}/g

/** A text, and the placeholder behind it; without a name at the end of a template. */
interface Part {
  readonly text: string
  readonly name: string
}

/** There are as many templates as definitions say; a list of connections fills the same ones over and over. */
const MAX_KNOWN = 256
const known = new Map<string, readonly Part[]>()

/** Names of the `{placeholders}` of a template, in order. */
export function placeholdersOf(template: string): string[] {
  return [...template.matchAll(placeholder)].map((match) => match[1] as string)
}

/** Puts text in the place of each `{placeholder}`; `lookUp` answers undefined for a name it does not know, which stays as it is. */
export function fillTemplate(template: string, lookUp: (name: string) => string | undefined): string {
  let filled = ''
  for (const { text, name } of partsOf(template)) filled += text + (name === '' ? '' : (lookUp(name) ?? `{${name}}`))
  return filled
}

/**
 * Like {@link fillTemplate} for a URL: each text becomes one path segment or host label and cannot leave it. The one
 * exception is a placeholder that the template begins with: it stands for a whole address, of which origin and path
 * are taken.
 */
export function fillUrlTemplate(template: string, values: Readonly<Record<string, unknown>>): string {
  const [start] = partsOf(template)
  const first = start?.text === '' ? start.name : undefined
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

function partsOf(template: string): readonly Part[] {
  const found = known.get(template)
  if (found !== undefined) return found
  const pieces = template.split(placeholder)
  // Every other piece is the name that stood between its neighbours.
  const parts = pieces.flatMap((text, index) => (index % 2 === 0 ? [{ text, name: pieces[index + 1] ?? '' }] : []))
  if (known.size >= MAX_KNOWN) known.clear()
  known.set(template, parts)
  return parts
}

function textOf(values: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = Object.hasOwn(values, name) ? values[name] : undefined
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
}

function addressOf(text: string): string | undefined {
  const url = URL.parse(text)
  return url === null ? undefined : `${url.origin}${url.pathname}`.replace(/\/+$/, '')
}
