/** `GET /api/rest/v1`: what is served, open to everyone. https://api.akeneo.com/api-reference.html */
export const apiOverview = (host: string): unknown => ({
  host: `https://${host}`,
  authentication: { fos_oauth_server_token: { route: '/api/oauth/v1/token', methods: ['POST'] } },
  routes: Object.fromEntries(
    ['channel', 'locale', 'currency', 'category'].map((name) => [
      `pim_api_${name}_list`,
      { route: `/api/rest/v1/${pluralOf(name)}`, methods: ['GET'] },
    ]),
  ),
})

const pluralOf = (name: string): string => (name.endsWith('y') ? `${name.slice(0, -1)}ies` : `${name}s`)
