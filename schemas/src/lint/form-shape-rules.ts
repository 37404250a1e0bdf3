import { all, any, at, breaks, lacks, type ShapeRule, within } from './claims.ts'

/** What the schema enforces of a form, wherever it stands: `form` is its JSON pointer within the document. */
export function formShapeRules(form: string): readonly ShapeRule[] {
  const field = `${form}/(?:allOf/\\d+/then/)?properties/[^/]+`
  const option = `${field}(?:/items)?/oneOf/\\d+`
  return [
    {
      id: 'form-keywords',
      message:
        'A form holds title, type, properties, required, propertyNames and allOf, and nothing else such as $schema.',
      claims: all(at(form), breaks('additionalProperties')),
    },
    {
      id: 'form-closed',
      message: 'A form is closed by propertyNames.enum, which lists every field of every auth type.',
      claims: any(all(at(form), lacks('propertyNames')), at(`${form}/propertyNames(?:/enum)?`)),
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
      message:
        'A secret is a string with writeOnly: true, format: password, minLength of 1, and no default or options.',
      claims: within('secret-complete'),
    },
    {
      id: 'choice-list',
      message: 'A list is a choice of options: uniqueItems: true, minItems of 1 or more, items with oneOf.',
      claims: within('choice-list'),
    },
    {
      id: 'options-titled',
      message: 'An option has a const and a title, both texts.',
      claims: at(`${option}(?:/.*)?`),
    },
  ]
}
