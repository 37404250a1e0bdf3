import { fixtureStores } from '@connform/sandbox'
import { describe, expect, it } from 'vitest'
import { type Example, runExample } from './support/run-example.ts'

const start = () => runExample('unopim/unopim.mjs')

/** Creates a credential with a store of the sandbox, and answers with the path of its page. */
async function create(example: Example, name: string, store = '0', status = 'active'): Promise<string> {
  const { text } = await example.page('/new', { name, status, useSandbox: store })
  const path = /\/credentials\/[\w-]+/.exec(text)?.[0]
  if (path === undefined) throw new Error(`Nothing was saved:\n${text}`)
  return path
}

const labels = (text: string): string[] => [...text.matchAll(/<tr><td>([^<]*)</g)].map(([, label]) => label!)

describe('UnoPim', () => {
  it('lists credentials, to search, sort and filter', async () => {
    const example = start()
    await create(example, 'Production Store')
    await create(example, 'Outlet', '1')
    await create(example, 'Old Store', '1', 'inactive')
    const labelsOf = async (query: string) => labels((await example.page(`/?${query}`)).text)
    expect(await labelsOf('')).toEqual(['Old Store', 'Outlet', 'Production Store'])
    expect(await labelsOf('sort=-name')).toEqual(['Production Store', 'Outlet', 'Old Store'])
    expect(await labelsOf('search=DUCT')).toEqual(['Production Store'])
    expect(await labelsOf('search=abc123&status=inactive&sort=address')).toEqual(['Old Store'])
    expect((await example.page('/')).text).toContain('https://api.bigcommerce.com/stores/ci4bzn8adz')
  })

  it('stores nothing when something is wrong, and says what', async () => {
    const example = start()
    const { apiPath, tokens } = fixtureStores[0]!
    const { clientId, clientSecret, accessToken } = tokens.find(({ revoked }) => revoked)!
    const form = { name: 'Wrong', storeHash: apiPath, clientId, clientSecret, accessToken }
    const refused = await example.page('/new', form)
    expect(refused.status).toBe(422)
    expect(refused.text).toMatch(/Nothing was saved\. .{10,}/)
    expect(refused.text).toContain('value="Wrong"')
    expect(labels((await example.page('/')).text)).toEqual([])
  })

  it('keeps a secret that is left blank or masked, and replaces one that is typed', async () => {
    const example = start()
    const path = await create(example, 'Production Store')
    const { apiPath, tokens } = fixtureStores[0]!
    const { clientId } = tokens[0]!
    const same = { storeHash: apiPath, clientId, status: 'active' }
    const kept = await example.page(path, { ...same, name: 'Renamed', clientSecret: '', accessToken: '**********' })
    expect(kept.text).toContain('<h1>Renamed</h1>')
    expect(kept.text).toMatch(/name="accessToken" type="password" value="" placeholder="Saved: leave blank to keep it"/)
    const { accessToken } = tokens.find(({ revoked }) => revoked)!
    const refused = await example.page(path, { ...same, name: 'Renamed', clientSecret: '', accessToken })
    expect(refused.status).toBe(422)
  })

  it('maps its own locales and currencies to those of the store', async () => {
    const example = start()
    const path = await create(example, 'Production Store')
    const page = await example.page(path)
    expect(page.text).toContain('name="localeMapping.de_DE"')
    expect(page.text).not.toContain('name="localeMapping.ja_JP"')
    const offered = (name: string) =>
      [
        ...(new RegExp(`<select name="${name}">.*?</select>`).exec(page.text)?.[0] ?? '').matchAll(/value="([^"]+)"/g),
      ].map(([, value]) => value!)
    const [locale] = offered('localeMapping.de_DE')
    const [currency] = offered('currencyMapping.EUR')
    const defaults = await example.page(`${path}/defaults`, { defaultLocale: locale!, defaultCurrency: currency! })
    expect(defaults.text).toContain(`<option value="${currency}" selected>`)
    const form = { 'localeMapping.de_DE': locale!, 'localeMapping.fr_FR': '', 'currencyMapping.EUR': currency! }
    const mapped = await example.page(`${path}/mappings`, form)
    expect(mapped.status).toBe(200)
    expect(mapped.text).toMatch(new RegExp(`<select name="localeMapping.de_DE">.*?<option value="${locale}" selected>`))
    const wrong = await example.page(`${path}/mappings`, { 'localeMapping.de_DE': 'xx' })
    expect(wrong.status).toBe(422)
  })

  it('offers active credentials alone for an export, and deletes with its caution', async () => {
    const example = start()
    const path = await create(example, 'Production Store')
    const inactive = await create(example, 'Old Store', '1', 'inactive')
    const offered = await example.page('/export')
    expect(offered.text).toContain('Production Store')
    expect(offered.text).not.toContain('Old Store')
    expect((await example.page('/export', { credential: inactive.split('/')[2]! })).status).toBe(422)
    const exported = await example.page('/export', { credential: path.split('/')[2]! })
    expect(exported.text).toMatch(/Production Store answered 200: its store has \d+ variants/)
    expect((await example.page(`${path}/delete`)).text).toContain('already sent stay in BigCommerce')
    expect(labels((await example.page(`${path}/delete`, {})).text)).toEqual(['Old Store'])
  })
})
