import { type Adapter, type Credentials, type Definition, definitionAdapter, type Issue } from '@connform/core'
import { halPages } from './hal-pages.ts'
import { pimOptions } from './pim-options.ts'

/** The adapter of the Akeneo PIM REST API: tokens by the password grant, lists as HAL. */
export function akeneoPim(definition: Definition): Adapter {
  return Object.freeze<Adapter>({ ...definitionAdapter(definition), inspect, pages: halPages, options: pimOptions })
}

/** The connection page of the PIM shows four values side by side, and they are easily taken for one another. */
function inspect({ values, secrets }: Credentials): readonly Issue[] {
  const fields = [
    { key: 'clientId', title: 'Client ID', text: values['clientId'] },
    { key: 'clientSecret', title: 'Secret', text: secrets['clientSecret']?.reveal() },
    { key: 'username', title: 'Username', text: values['username'] },
    { key: 'password', title: 'Password', text: secrets['password']?.reveal() },
  ]
  return fields.flatMap(({ key, title, text }, index): Issue[] => {
    const twin = text === undefined ? undefined : fields.slice(0, index).find((other) => other.text === text)
    if (twin === undefined) return []
    const message = `${title} and ${twin.title} hold the same text.`
    const hint = 'They are different values of the same connection. Copy each from its own line in the PIM.'
    return [{ path: [key], code: 'same_text_twice', message, hint, severity: 'error' }]
  })
}
