import type { Definition } from '../generated/definition.ts'
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
    id: 'hosts-cover',
    message: 'request.allowedHosts covers the host of every base URL.',
    check: ({ definition }) =>
      baseUrls(definition)
        .filter(({ url }) => !url.startsWith('{') && !covers(definition.request.allowedHosts, hostOf(url)))
        .map(({ path, url }) => ({ path, message: `${hostOf(url)} is not among the allowed hosts.` })),
  },
]

/** Every base URL of a definition, with where it stands. */
export function baseUrls({ request, auth }: Definition): { path: string[]; url: string }[] {
  return [
    { path: ['request', 'baseUrl'], url: request.baseUrl },
    ...Object.entries(auth).flatMap(([authType, method]) =>
      method.kind === 'minted-token'
        ? (['mint', 'revoke'] as const).map((part) => ({
            path: ['auth', authType, part, 'baseUrl'],
            url: method[part].baseUrl,
          }))
        : [],
    ),
  ]
}

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
