import { expect } from 'vitest'
import { inChromium, openPage } from './support/in-chromium.ts'
import { runExample } from './support/run-example.ts'

inChromium('rjsf renders a definition: the fields of the chosen auth type, secrets masked', async () => {
  const page = await openPage(runExample('rjsf/rjsf.mjs'))
  const field = (title: string) => page.getByLabel(new RegExp(`^${title}\\*?$`))
  await field('Name').fill('Production store')
  expect(await field('Access token').count()).toBe(0)

  await field('Auth type').selectOption({ label: 'Basic' })
  await field('Password').waitFor()
  await field('Auth type').selectOption({ label: 'Token' })
  await field('Access token').waitFor()
  expect(await field('Password').count()).toBe(0)
  expect(await field('Access token').getAttribute('type')).toBe('password')

  await field('Store hash').fill('abc123xyz')
  await field('Access token').fill('typed0token0000000000000000000k')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText("must have required property 'Client ID'").first().waitFor()
  expect(await page.locator('#submitted').count()).toBe(0)
  await field('Client ID').fill('qhjs2n4yr5m8k1c7v3x0z9w6t2b4d8f')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.locator('#submitted').waitFor()
  const names = (await page.locator('#submitted').innerText()).replace('Submitted: ', '').split(', ')
  expect(names.sort()).toEqual(['accessToken', 'authType', 'clientId', 'name', 'storeHash'])
})
