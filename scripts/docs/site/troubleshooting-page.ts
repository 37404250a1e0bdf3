import type { Definition, Failure } from '../../../schemas/src/generated/definition.ts'
import { code } from '../markdown.ts'

/** What people see, and do first, whatever the provider. */
const advice: Readonly<Record<Failure, { readonly seen: string; readonly first: readonly string[] }>> = {
  bad_credentials: {
    seen: 'The test is red at its first step; nothing was saved.',
    first: [
      'Copy every credential again in full. Spaces and line breaks at the ends are removed for you, characters inside are not.',
      'Look whether each text stands in its own field: a client secret is not an access token.',
      'Look whether the account still exists at the provider. If it was replaced, enter what belongs to the new one.',
    ],
  },
  wrong_store: {
    seen: 'The provider knows the credentials, for another account than the one that is named.',
    first: ['Paste the API path that was shown together with the token: the store hash is read out of it.'],
  },
  missing_scope: {
    seen: 'The result names the scopes that are missing.',
    first: [
      'Grant the missing scopes at the provider and test again. Some providers issue a new token for that: enter it.',
    ],
  },
  wrong_credential_kind: {
    seen: 'A credential that works for something else, such as a storefront token where an API token belongs.',
    first: ['Choose the auth type that fits the credential, or create a credential of the kind that is asked for.'],
  },
  expired: {
    seen: 'A connection that worked, until a date.',
    first: ['Authorise it again, or enter the credential that replaced the old one.'],
  },
  store_unavailable: {
    seen: 'The account is closed, suspended or in maintenance.',
    first: ['Open the account in a browser. Test again when it is back; nothing has to be typed again.'],
  },
  rate_limited: {
    seen: 'The provider asks to wait, and says how long.',
    first: ['Wait. Requests of a client wait by themselves, as long as the provider asks for.'],
  },
  host_unreachable: {
    seen: 'No answer came, because no connection was made.',
    first: [
      'Read the host once more, letter by letter.',
      'Try from the machine that connform runs on: its firewall or proxy may stand in between.',
    ],
  },
  tls: {
    seen: 'The host answers with a certificate that is not trusted.',
    first: [
      'Renew the certificate of the host, or have it issued by an authority that Node.js knows. It cannot be switched off.',
    ],
  },
  timeout: {
    seen: 'A connection was made, and no answer came in time.',
    first: ['Test again. If it stays, ask whoever runs the host: a PIM that wakes up slowly is the usual reason.'],
  },
  blocked_host: {
    seen: 'The name leads to an address inside of a network, or to this machine.',
    first: [
      'Addresses that users type may not lead inside. For a staging system, name it in `hosts` (SDK) or `CONNFORM_HOSTS` (command line).',
    ],
  },
  unexpected_answer: {
    seen: 'Something answered, and not as the provider documents.',
    first: [
      'Look whether a firewall, a login page or a proxy answers in place of the provider.',
      'Send the HTTP status from the result to whoever runs it; it holds no secret.',
    ],
  },
}

/** A page by cause: what it means, what to do first, and what each provider says besides. */
export function troubleshootingPage(definitions: readonly Definition[]): string {
  const lines = [
    '# Troubleshooting, by cause',
    '',
    'Every test ends in a cause, and a cause in something to do. The cause stands in the result of a test (`cause`), in lists, and',
    'in the exit code of `connform test`. Which answer of a provider leads to which cause: [the tables](./causes.md).',
    ...(Object.keys(advice) as Failure[]).flatMap((cause) => [
      '',
      `## ${cause}`,
      '',
      advice[cause].seen,
      '',
      ...advice[cause].first.map((text) => `- ${text}`),
      ...definitions.flatMap((definition) => saidBy(definition, cause)),
    ]),
  ]
  return `${lines.join('\n')}\n`
}

function saidBy({ title, id, test, auth }: Definition, cause: Failure): string[] {
  const tables = [
    test.answers,
    ...Object.values(auth).map((method) =>
      method.kind === 'header' ? [] : method.kind === 'minted-token' ? method.mint.answers : method.answers,
    ),
  ]
  const rules = tables.flat().filter((rule) => rule.cause === cause)
  const messages = new Map(rules.map(({ message, hints }) => [message, hints] as const))
  if (messages.size === 0) return []
  return [
    '',
    `### ${title} (${code(id)}) {#${cause.replaceAll('_', '-')}-${id}}`,
    ...[...messages].flatMap(([message, hints]) => [
      '',
      `**${escaped(message)}**`,
      '',
      ...hints.map((hint) => `- ${escaped(hint)}`),
    ]),
  ]
}

const escaped = (text: string): string => text.replaceAll('<', '&lt;').replaceAll('>', '&gt;')
