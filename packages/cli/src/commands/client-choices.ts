import type { OAuthClients } from 'connform'
import type { Choices } from '../dialogue/form-dialogue.ts'

/** The saved OAuth clients, to be chosen by name. */
export async function clientChoices(oauthClients: OAuthClients, definition: string): Promise<Choices> {
  const clients = await oauthClients.list(definition)
  return { oauthClient: clients.map(({ id, name }) => ({ const: id, title: name })) }
}
