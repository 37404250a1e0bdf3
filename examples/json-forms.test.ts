import { expect } from 'vitest'
import { inChromium, openPage } from './support/in-chromium.ts'
import { runExample } from './support/run-example.ts'

inChromium('JSON Forms renders a definition: the fields of the chosen auth type, secrets masked', async () => {
  const page = await openPage(runExample('json-forms/json-forms.mjs'))
  const field = (title: string) => page.getByLabel(new RegExp(`^${title}\\*?$`)).filter({ visible: true })
  await field('Name').fill('Production store')
  expect(await field('Access token').count()).toBe(0)
  await field('Auth type').selectOption({ label: 'Basic' })
  await field('Username').fill('qhjs2n4yr5m8k1c7v3x0z9w6t2b4d8f')
  await page.getByText('Filled: name, authType, username.').waitFor()

  await field('Auth type').selectOption({ label: 'Token' })
  await field('Access token').waitFor()
  expect(await field('Access token').getAttribute('type')).toBe('password')
  expect(await field('Password').count()).toBe(0)
  await field('Store hash').fill('abc123xyz')
  await field('Access token').fill('typed0token0000000000000000000k')
  await page.getByText('Not complete.').waitFor()
  await field('Client ID').fill('qhjs2n4yr5m8k1c7v3x0z9w6t2b4d8f')
  await page.getByText(' Complete.').waitFor()
  const state = await page.locator('#state').innerText()
  expect(state).toContain('accessToken')
  expect(state).not.toContain('username')
})
