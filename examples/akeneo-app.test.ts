import { fixtureStores } from '@connform/sandbox'
import { describe, expect, it } from 'vitest'
import { runExample } from './support/run-example.ts'

const CHOICES = { locale: 'en_US', channel: 'ecommerce', currency: 'USD', mainCategory: 'clothing' }
const SANDBOX = { useSandbox: 'yes' }

const start = () => runExample('akeneo-app/akeneo-app.mjs')

/** The part of the page between a section's tag and its end. */
const section = (text: string, id: string): string =>
  new RegExp(`<section id="${id}">[\\s\\S]*?</section>`).exec(text)?.[0] ?? ''

async function configured() {
  const example = start()
  await example.page('/slots/pim', SANDBOX)
  await example.page('/slots/store', SANDBOX)
  await example.page('/sections/store-configuration', CHOICES)
  await example.page('/sections/storefront', { storefront: '1' })
  await example.page('/sections/display-type', { displayType: 'dropdown' })
  return example
}

describe('The Akeneo App', () => {
  it('opens each section once its connection works, and tells of it', async () => {
    const example = start()
    const empty = await example.page('/')
    expect(section(empty.text, 'store-configuration')).toMatch(/Locked: .*<fieldset disabled>/s)
    expect(section(empty.text, 'storefront')).toContain('<fieldset disabled>')

    const pim = await example.page('/slots/pim', SANDBOX)
    expect(section(pim.text, 'store-configuration')).toMatch(/<fieldset >.*value="fr_FR"/s)
    expect(section(pim.text, 'storefront')).toContain('<fieldset disabled>')
    await example.page('/slots/store', SANDBOX)
    const print = await example.page('/?channel=print')
    expect(section(print.text, 'store-configuration')).toContain('print_catalogue')

    await example.page('/sections/store-configuration', CHOICES)
    await example.page('/sections/storefront', { storefront: '1' })
    const done = await example.page('/sections/display-type', { displayType: 'dropdown' })
    expect(done.text).toContain('<button >Import now</button>')
    await example.prints(/event setup\.connected pim\nevent setup\.gates_changed store-configuration\n/)
    await example.prints(/event setup\.saved storefront\n/)
  })

  it('says in red what is wrong with credentials, and keeps nothing', async () => {
    const example = start()
    const { clientId, accessToken } = fixtureStores[0]!.tokens.find(({ revoked }) => revoked)!
    const refused = await example.page('/slots/store', { storeHash: fixtureStores[0]!.hash, clientId, accessToken })
    expect(refused.status).toBe(422)
    expect(section(refused.text, 'store')).toContain('<p class="bad">')
    const after = await example.page('/')
    expect(section(after.text, 'storefront')).toContain('<fieldset disabled>')
    expect(section(after.text, 'store')).not.toContain(clientId)
  })

  it('asks before a locked field changes, and makes the reset with it', async () => {
    const example = await configured()
    expect((await example.page('/import', {})).text).toContain('First import: ')
    const asked = await example.page('/sections/store-configuration', { ...CHOICES, locale: 'fr_FR' })
    expect(asked.text).toContain('Data was already imported with the present choice')
    const ticket = /\/confirm\/[\w-]+/.exec(asked.text)![0]
    expect(section((await example.page('/')).text, 'store-configuration')).toMatch(/value="en_US" selected/)
    const changed = await example.page(ticket, {})
    expect(section(changed.text, 'store-configuration')).toMatch(/value="fr_FR" selected/)
    expect(changed.text).toContain('Nothing was imported yet.')
    await example.prints(/event setup\.reset keep-store/)
  })

  it('starts over with another store hash, whose secret waits at the server', async () => {
    const example = await configured()
    await example.page('/import', {})
    const { hash, tokens } = fixtureStores[1]!
    const { clientId, accessToken } = tokens[0]!
    const asked = await example.page('/slots/store', { storeHash: hash, clientId, accessToken })
    expect(asked.text).toContain('Another store hash is another store')
    const changed = await example.page(/\/confirm\/[\w-]+/.exec(asked.text)![0], {})
    expect(section(changed.text, 'store')).toContain(`value="${hash}"`)
    expect(section(changed.text, 'store-configuration')).toContain('<fieldset disabled>')
    await example.prints(/event setup\.reset delete-store/)
  })

  it('offers both resets, each saying first what it forgets', async () => {
    const example = await configured()
    expect((await example.page('/reset/keep-store')).text).toContain('<button>')
    const kept = await example.page('/reset/keep-store', {})
    expect(section(kept.text, 'storefront')).toContain('<fieldset >')
    expect(section(kept.text, 'store-configuration')).not.toContain('value="en_US" selected')
    const deleted = await example.page('/reset/delete-store', {})
    expect(section(deleted.text, 'storefront')).toContain('<fieldset disabled>')
  })

  it('takes no form that another page sends', async () => {
    const example = start()
    const origin = 'https://elsewhere.example'
    const answer = await fetch(`${await example.url()}/reset/keep-store`, { method: 'POST', headers: { origin } })
    expect(answer.status).toBe(403)
  })
})
