import { countedIn } from '../counted.ts'

const counted = countedIn('en-GB')

export const settings = {
  title: 'Settings',
  sections: 'Sections of the settings',
  apiKeysTab: 'API keys',
  keysTab: 'Encryption keys',
  appearanceTab: 'Language and appearance',
  sessionTab: 'Session',
  adminOnly: 'Only an admin sees this.',

  apiKeys: {
    intro: 'A program sends an API key to use the HTTP API. It may do what its role allows, for this tenant alone.',
    add: 'Create API key',
    caption: 'API keys',
    name: 'Name',
    nameHelp: 'Who or what uses it, such as: order import.',
    role: 'Role',
    roleHelp: {
      viewer: 'Reads everything but secrets, which nobody reads.',
      editor: 'Also creates, changes, tests and deletes connections, and sends requests with them.',
      admin: 'Also manages API keys and encryption keys.',
    },
    expires: 'Ends',
    expiry: { '30': 'In 30 days', '90': 'In 90 days', '365': 'In a year', never: 'Never' },
    prefix: 'Begins with',
    lastUsed: 'Last used',
    created: 'Created',
    state: 'State',
    actions: 'Actions',
    usable: 'Active',
    expired: 'Expired',
    revoked: 'Revoked',
    revoke: 'Revoke',
    revokeOf: (name: string) => `Revoke ${name}`,
    revokeTitle: (name: string) => `Revoke ${name}?`,
    revokeText: 'Programs that use this key are refused from now on. This cannot be undone.',
    revokedDone: (name: string) => `${name} is revoked.`,
    createTitle: 'Create an API key',
    create: 'Create key',
    shownTitle: 'Copy the key now',
    shownText: 'This is the only time it is shown. connform keeps only a fingerprint of it.',
    keyLabel: 'API key',
    done: 'I have copied it',
    emptyTitle: 'No API key yet',
    emptyText: 'Create one for a program that uses the HTTP API.',
  },

  keys: {
    intro:
      'Every secret is sealed with the data key of this tenant, which is itself wrapped by the key-encryption key.',
    wrapping: 'Key-encryption key',
    source: { file: 'In a file', bytes: 'Given to the server', service: 'In a key service' },
    dataKeys: 'Data keys',
    caption: 'Data keys, oldest first',
    id: 'Key',
    state: 'State',
    active: 'Seals and opens',
    retired: 'Opens only',
    created: 'Made',
    sealed: 'Secrets under it',
    rotate: 'Rotate the data key',
    rotateTitle: 'Rotate the data key?',
    rotateText:
      'A new key is made and every secret is sealed anew with it. Nothing stops meanwhile, and if this is interrupted it can be finished later.',
    rotateStart: 'Rotate',
    rotating: 'Sealing the secrets anew',
    rotated: (count: number) =>
      counted(count, { one: 'Done: # secret was sealed anew.', other: 'Done: # secrets were sealed anew.' }),
    remaining: (count: number) =>
      counted(count, {
        one: '# secret is still under an older key. Rotate again to finish.',
        other: '# secrets are still under older keys. Rotate again to finish.',
      }),
    unopened: (count: number) =>
      counted(count, {
        one: '# secret does not open. Type it again in its connection.',
        other: '# secrets do not open. Type them again in their connections.',
      }),
  },

  appearance: {
    language: 'Language',
    theme: 'Appearance',
    themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
    stored: 'Both are remembered in this browser.',
  },

  session: {
    intro: 'You are signed in to this console.',
    actor: 'Name in the activity',
    role: 'Role',
    tenant: 'Tenant',
    everyTenant: 'Every tenant',
    ends: 'Ends',
  },
}
