/** What a person would copy out of the sandbox's PIM. */
export function pimForm({ pims: [pim] }) {
  const { host, clientId, clientSecret, username, password } = pim
  return { url: `https://${host}`, clientId, clientSecret, username, password }
}

/** What a person would copy out of one of the sandbox's stores, by its place among them. */
export function storeForm({ stores }, place = 0) {
  const { hash, apiPath, tokens } = stores[place]
  const { clientId, clientSecret, accessToken } = tokens[0]
  return { hash, apiPath, clientId, clientSecret, accessToken }
}
