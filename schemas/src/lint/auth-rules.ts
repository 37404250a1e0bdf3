import { destinationsOf } from './destinations.ts'
import { fieldsOf } from './fields-of.ts'
import type { Rule } from './rule.ts'

/** How requests are signed, and where they may go. */
export const authRules: readonly Rule[] = [
  {
    id: 'auth-complete',
    message:
      'auth has one entry for each auth type of the form, or the one entry none where the form has no auth type.',
    check: ({ definition: { auth }, authTypes }) => [
      ...authTypes
        .filter((authType) => !Object.hasOwn(auth, authType))
        .map((authType) => ({ path: ['auth'], message: `${authType} has no entry.` })),
      ...Object.keys(auth)
        .filter((authType) => !authTypes.includes(authType))
        .map((authType) => ({ path: ['auth', authType], message: `${authType} is no auth type of the form.` })),
    ],
  },
  {
    id: 'oauth-client',
    message: 'An auth type of kind oauth2 has the required text field oauthClient, which names the saved client.',
    check: ({ definition: { auth }, parts }) =>
      Object.entries(auth).flatMap(([authType, { kind }]) => {
        if (kind !== 'oauth2') return []
        const client = fieldsOf(parts, authType).find(({ name }) => name === 'oauthClient')
        const isFit = client?.required === true && client.schema.type === 'string'
        return isFit ? [] : [{ path: ['auth', authType], message: `${authType} asks for no OAuth client.` }]
      }),
  },
  {
    id: 'hosts-cover',
    message: 'The allowedHosts beside an address cover its host.',
    check: ({ definition }) =>
      destinationsOf(definition)
        .filter(({ url, allowedHosts }) => !url.startsWith('{') && !covers(allowedHosts, hostOf(url)))
        .map(({ path, url }) => ({ path, message: `${hostOf(url)} is not among the allowed hosts.` })),
  },
  {
    id: 'host-field',
    message:
      'A {field} in allowedHosts has the format uri and the cleaning url: origin, and is an identity field: the person who fills in the form decides where secrets go, and no kept secret may follow.',
    check: ({ definition, parts }) =>
      destinationsOf(definition).flatMap(({ allowedHosts, hostsPath }) =>
        allowedHosts.flatMap((host, index) => {
          const field = parts.shared.find(({ name }) => host === `{${name}}`)
          if (!field) return []
          const { name, schema } = field
          const faults = [
            schema.format !== 'uri' && `${name} is no URL.`,
            definition.cleaning?.[name]?.url !== 'origin' && `${name} is not cut down to its origin.`,
            !definition.identity.includes(name) && `${name} is no identity field.`,
          ].filter((fault) => fault !== false)
          return faults.map((message) => ({ path: [...hostsPath, index], message }))
        }),
      ),
  },
]

function hostOf(url: string): string {
  return url.replace(/^https:\/\//, '').split(/[/?#]/)[0] ?? ''
}

// A placeholder may stand for one label alone (rule placeholder-safe), so any label stands for it here.
function covers(allowedHosts: readonly string[], host: string): boolean {
  const example = host.replace(/\{\w+\}/g, 'x')
  return allowedHosts.some((allowed) =>
    allowed.startsWith('*.') ? example.endsWith(allowed.slice(1)) : allowed === example,
  )
}
