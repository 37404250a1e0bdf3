import { expect, test } from 'vitest'
import { GOOD } from './support/accounts.ts'
import { says } from './support/form.ts'
import { inChromium } from './support/in-chromium.ts'
import { focused, tabTo } from './support/keys.ts'
import { openConsole } from './support/open-console.ts'
import { isState, offered, picked } from './support/setups.ts'

const WALK_TIMEOUT_MS = 180_000

const CONNECTOR = 'Akeneo BigCommerce connector V1'

inChromium('the setup of a connector, without a mouse', (browser) => {
  test('goes from empty to in use, and a locked field asks before it changes', {
    timeout: WALK_TIMEOUT_MS,
  }, async () => {
    const opened = await openConsole(browser())
    const page = await opened.open('/setups')
    const { keyboard } = page
    await page.getByRole('article', { name: CONNECTOR }).getByText('Not started').waitFor()
    await tabTo(page, new RegExp(`^Start ${CONNECTOR}`))
    await keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: CONNECTOR }).waitFor()

    const { host, clientId, clientSecret, username, password } = opened.account.pim()
    const store = opened.account.store()
    const forms = [
      {
        slot: 'Akeneo PIM',
        values: [
          [/^PIM URL/, `https://${host}`],
          [/^Client ID/, clientId],
          [/^Secret/, clientSecret],
          [/^Username/, username],
          [/^Password/, password],
        ],
      },
      {
        slot: 'BigCommerce store',
        values: [
          [/^Client ID/, store.clientId],
          [/^Access Token/, store.accessToken],
          [/^Store hash/, GOOD],
        ],
      },
    ] as const
    for (const { slot, values } of forms) {
      await tabTo(page, new RegExp(`^Connect ${slot}`))
      await keyboard.press('Enter')
      const panel = page.getByRole('dialog', { name: `Connect ${slot}` })
      await panel.getByLabel(values[0][0]).waitFor()
      await panel.getByRole('heading').first().waitFor()
      for (const [name, text] of values) {
        if (!name.test(await focused(page))) await tabTo(page, name)
        await keyboard.type(text)
      }
      await tabTo(page, /^Save and test/)
      await keyboard.press('Enter')
      await says(page, `${slot} is saved and works.`)
      await panel.waitFor({ state: 'detached' })
    }
    await isState(page, 'Main configuration', 'Open')

    const choose = async (name: RegExp, text: string): Promise<void> => {
      await tabTo(page, name)
      await keyboard.press('ArrowDown')
      await offered(page).first().waitFor()
      await keyboard.press('Escape')
      expect(await focused(page)).toMatch(name)
      await keyboard.type(text)
      await offered(page).first().waitFor()
      await keyboard.press('Enter')
      await offered(page).first().waitFor({ state: 'detached' })
    }
    await choose(/^Locale/, 'en_US')
    await choose(/^Channel/, 'ecommerce')
    await choose(/^Main category/, 'clothing')
    await tabTo(page, /^Save Main configuration/)
    await keyboard.press('Enter')
    await says(page, 'Main configuration is saved.')
    await tabTo(page, /^First import done/)
    await keyboard.press('Enter')
    await page.getByText(/^In use since/).waitFor()

    await choose(/^Locale/, 'de_DE')
    await tabTo(page, /^Save Main configuration/)
    await keyboard.press('Enter')
    await page.getByRole('dialog', { name: 'Change what was imported with?' }).waitFor()
    expect(await focused(page)).toBe('Cancel')
    await keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(await focused(page)).toBe('Save Main configuration')
    expect(await picked(page, 'Locale')).toMatch(/de_DE|German/)
    await keyboard.press('Enter')
    await page.getByRole('dialog').waitFor()
    await tabTo(page, /^Change and reset/)
    await keyboard.press('Enter')
    await says(page, /^Main configuration is saved\. Reset:/)
    const [setup] = await opened.connform.setups.list()
    expect(setup).toMatchObject({ usedAt: null, settings: { locale: 'de_DE', channel: 'ecommerce' } })
  })
})
