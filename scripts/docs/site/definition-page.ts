import { allFields, type Field, isSecret, readForm } from '../../../schemas/src/form.ts'
import type { Definition } from '../../../schemas/src/generated/definition.ts'
import { code, row } from '../markdown.ts'

/** One kind of connection: every field per auth type, its guides, where requests go, scopes and notices. */
export function definitionPage(definition: Definition): string {
  const { id, version, title, description, documentation, form, identity, reentry, request, notices } = definition
  const { shared, branches } = readForm(form)
  const identityTitles = identity.map((name) => code(name)).join(', ')
  const lines = [
    `# ${title}`,
    '',
    description,
    '',
    row('about it', 'is'),
    row('---', '---'),
    row('id', code(id)),
    row('version', version),
    row('documentation', `<${documentation}>`),
    row('identity fields', `${identityTitles}: when one changes, every secret is typed again`),
    row('saved secrets in an edit', reentry === 'keep' ? 'blank or masked keeps them' : 'are typed again each time'),
    row('requests go to', code(request.baseUrl)),
    row('and to no host but', request.allowedHosts.map(code).join(', ')),
    '',
    '## Fields',
    '',
    ...(branches.length === 0 ? [] : ['### For every auth type', '']),
    ...fieldTable(definition, shared),
    ...branches.flatMap((branch) => [
      '',
      `### ${branch.title} (${code(branch.authType)})`,
      '',
      signing(definition, branch.authType),
      '',
      ...fieldTable(definition, branch.fields),
    ]),
    '',
    '## The test',
    '',
    ...definition.test.steps.map(
      (step, index) => `${index + 1}. ${step.title}: ${code(`${step.method} ${step.path}`)}`,
    ),
    '',
    'What the answers mean: [causes](../causes.md), [troubleshooting](../troubleshooting.md).',
    '',
    '## Guides',
    '',
    ...Object.entries(definition.guides).flatMap(([name, guide]) => [
      `### ${guide.title} {#guide-${name}}`,
      '',
      ...guide.steps.map((step, index) => `${index + 1}. ${escaped(step)}`),
      '',
      ...(guide.note === undefined ? [] : [escaped(guide.note), '']),
    ]),
    ...scopeSection(definition),
    ...(notices.length === 0 ? [] : ['## Notices', '']),
    ...notices.flatMap(({ title: said, text, action, stages, source }) => [
      `### ${said}`,
      '',
      `${text} ${action}`,
      '',
      ...stages.map(({ from, effect }) => `- from ${from}: ${code(effect)}`),
      '',
      `Source: <${source}>`,
      '',
    ]),
  ]
  return `${lines.join('\n')}\n`
}

function fieldTable({ hints }: Definition, fields: readonly Field[]): string[] {
  return [
    row('field', 'title', 'required', 'kind', 'what it is'),
    row('---', '---', '---', '---', '---'),
    ...fields.map(({ name, schema, required }) => {
      const hint = hints[name]
      const guide = hint?.guide === undefined ? '' : ` [Guide](#guide-${hint.guide})`
      const options =
        schema.oneOf === undefined ? '' : `: ${schema.oneOf.map((option) => code(option.const)).join(', ')}`
      const initial = schema.default === undefined ? '' : `, ${code(String(schema.default))} at first`
      const kind = isSecret(schema) ? 'secret' : schema.readOnly === true ? 'read-only' : `${schema.type}${options}`
      const help = [schema.description, hint?.help].filter((text) => text !== undefined).join(' ')
      return row(code(name), schema.title, required ? 'yes' : '', `${kind}${initial}`, `${escaped(help)}${guide}`)
    }),
  ]
}

function signing({ auth }: Definition, authType: string): string {
  const method = auth[authType]
  if (method === undefined) return ''
  const sign = method.kind === 'header' ? method : method.sign
  const where: Readonly<Record<string, string>> = {
    header: 'with what the form holds',
    oauth2: 'with a token that a person grants in a browser',
    'oauth2-password': 'with a token that these credentials get, renewed ahead of its end',
    'minted-token': 'with a token that is issued for the connection, renewed ahead of its end and revoked on removal',
  }
  return `Requests are signed ${where[method.kind]}: ${code(`${sign.header}: ${sign.value}`)}.`
}

function scopeSection({ scopes }: Definition): string[] {
  if (scopes === undefined) return []
  return [
    '## Scopes',
    '',
    ...Object.entries(scopes.profiles).flatMap(([name, { title, required, note }]) => [
      `### Profile ${code(name)}: ${title}`,
      '',
      ...required.map((scope) => `- ${code(scope)}`),
      '',
      ...(note === undefined ? [] : [escaped(note), '']),
    ]),
    '### All of them',
    '',
    row('scope', 'name', 'access', 'allows'),
    row('---', '---', '---', '---'),
    ...scopes.catalogue.map(({ id, name, access, description }) => row(code(id), name, access, escaped(description))),
    '',
  ]
}

/** Angle brackets would be read as HTML. */
const escaped = (text: string): string =>
  text.replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('{{', '&#123;{')

/** Names of all fields of a definition, for whoever checks that a page has them. */
export const fieldNames = ({ form }: Definition): string[] => [
  ...new Set(allFields(readForm(form)).map(({ name }) => name)),
]
