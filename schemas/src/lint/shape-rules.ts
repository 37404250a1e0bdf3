import type { ValidationError } from '../generated/validate-definition.js'

/** A rule that the schema of definitions enforces: it claims the errors that break it. */
export interface ShapeRule {
  readonly id: string
  /** What the rule asks for, in one sentence. */
  readonly message: string
  readonly claims: (error: ValidationError) => boolean
}

const field = '/form/(?:allOf/\\d+/then/)?properties/[^/]+'
const option = `${field}(?:/items)?/oneOf/\\d+`

const at = (place: string) => {
  const expression = new RegExp(`^${place}$`)
  return (error: ValidationError) => expression.test(error.instancePath)
}
const lacks = (member: string) => (error: ValidationError) =>
  error.keyword === 'required' && error.params['missingProperty'] === member
const breaks = (keyword: string) => (error: ValidationError) => error.keyword === keyword
/** The definition of that name in the schema of definitions. */
const within = (name: string) => (error: ValidationError) => error.schemaPath.startsWith(`#/definitions/${name}/`)
const all =
  (...claims: ShapeRule['claims'][]): ShapeRule['claims'] =>
  (error) =>
    claims.every((claim) => claim(error))
const any =
  (...claims: ShapeRule['claims'][]): ShapeRule['claims'] =>
  (error) =>
    claims.some((claim) => claim(error))

/** The first rule that claims an error names it; the last claims whatever is left. */
export const shapeRules: readonly ShapeRule[] = [
  {
    id: 'form-keywords',
    message:
      'A form holds title, type, properties, required, propertyNames and allOf, and nothing else such as $schema.',
    claims: all(at('/form'), breaks('additionalProperties')),
  },
  {
    id: 'form-closed',
    message: 'A form is closed by propertyNames.enum, which lists every field of every auth type.',
    claims: any(all(at('/form'), lacks('propertyNames')), at('/form/propertyNames(?:/enum)?')),
  },
  {
    id: 'condition-required',
    message: 'Every if names its one field in required too; otherwise it holds for an empty form and its fields leak.',
    claims: any(all(at('/form/allOf/\\d+/if'), lacks('required')), at('/form/allOf/\\d+/if/required')),
  },
  {
    id: 'field-name',
    message:
      'A field is named in camelCase, and not token or expiresAtSeconds, nor like a member of every object, such as constructor.',
    claims: within('field-name'),
  },
  {
    id: 'field-keywords',
    message:
      'A field uses keywords that all renderers read alike: options stand in oneOf, not in enum; no $ref, no x-….',
    claims: all(any(at(field), at(`${field}/items`), at(option)), breaks('additionalProperties')),
  },
  {
    id: 'field-type',
    message: 'A field states its type: string, integer, number, boolean or array.',
    claims: any(all(at(field), lacks('type')), at(`${field}/type`)),
  },
  {
    id: 'format-known',
    message: 'A format is one that validators know: password, uri, hostname, email or uuid.',
    claims: within('format-known'),
  },
  {
    id: 'text-bounded',
    message: 'A text states maxLength, unless it has options.',
    claims: within('text-bounded'),
  },
  {
    id: 'secret-complete',
    message: 'A secret is a string with writeOnly: true, format: password, minLength of 1, and no default or options.',
    claims: within('secret-complete'),
  },
  {
    id: 'choice-list',
    message: 'A list is a choice of options: uniqueItems: true, minItems of 1 or more, items with oneOf.',
    claims: within('choice-list'),
  },
  {
    id: 'branch-default',
    message: 'No default stands inside then: it would stay behind when another auth type is chosen.',
    claims: within('branch-default'),
  },
  {
    id: 'options-titled',
    message: 'An option has a const and a title, both texts.',
    claims: at(`${option}(?:/.*)?`),
  },
  {
    id: 'https-only',
    message: 'An address begins with https://, or with a {field} that holds a URL, followed by / or nothing.',
    claims: all(at('.*/(?:documentation|source|authorizeUrl|tokenUrl|baseUrl)'), breaks('pattern')),
  },
  {
    id: 'host-name',
    message: 'A host is a name such as api.example.com, *.example.com for all its subdomains, or one {field}.',
    claims: all(at('.*/allowedHosts/\\d+'), breaks('pattern')),
  },
  {
    id: 'lifetime-sane',
    message: 'A minted token lasts from five minutes to a year, in whole seconds.',
    claims: at('/auth/[^/]+/mint/lifetimeSeconds'),
  },
  {
    id: 'answer-status',
    message: 'A status is one number from 100 to 599, or the first and the last of a range.',
    claims: at('.*/answers/\\d+/when/status(?:/.*)?'),
  },
  {
    id: 'auth-method',
    message:
      'An auth method is of kind header, oauth2, oauth2-password or minted-token, with the members of its kind and no other.',
    claims: at('/auth/[^/]+(?:/.*)?'),
  },
  {
    id: 'definition-id',
    message: 'An id is lower-case words divided by hyphens, at most 64 characters.',
    claims: at('/id'),
  },
  {
    id: 'semantic-version',
    message: 'A version is a semantic version, such as 1.2.0.',
    claims: at('/version'),
  },
  {
    id: 'shape',
    message: 'A definition has the members that definition.schema.json names, each of its type, and no other.',
    claims: () => true,
  },
]
