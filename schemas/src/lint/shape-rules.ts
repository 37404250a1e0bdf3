import { all, any, at, breaks, lacks, type ShapeRule, within } from './claims.ts'
import { formShapeRules } from './form-shape-rules.ts'

/** The first rule that claims an error names it; the last claims whatever is left. */
export const shapeRules: readonly ShapeRule[] = [
  ...formShapeRules('/form'),
  {
    id: 'condition-required',
    message: 'Every if names its one field in required too; otherwise it holds for an empty form and its fields leak.',
    claims: any(all(at('/form/allOf/\\d+/if'), lacks('required')), at('/form/allOf/\\d+/if/required')),
  },
  {
    id: 'branch-default',
    message: 'No default stands inside then: it would stay behind when another auth type is chosen.',
    claims: within('branch-default'),
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
