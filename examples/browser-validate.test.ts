import { expect } from 'vitest'
import { inChromium, openPage } from './support/in-chromium.ts'
import { runExample } from './support/run-example.ts'

inChromium('A form is checked in the browser under a policy without unsafe-eval', async () => {
  const page = await openPage(runExample('browser-validate/browser-validate.mjs'))
  const said = page.locator('#said')
  await page.getByLabel('Name').fill(' Production store ')
  await page.getByLabel('Store hash').fill('https://store-abc123xyz.mybigcommerce.com/manage/settings')
  await page.getByRole('button', { name: 'Check' }).click()
  await said.getByText('valid').first().waitFor()
  const wrong = await said.innerText()
  expect(wrong).toContain('Took Store hash abc123xyz out of the pasted text.')
  expect(wrong).toContain('accessToken: ')
  expect(wrong).toContain("The form's validator says: not valid")

  const secret = 'typed0token0000000000000000000k'
  await page.getByLabel('Client ID').fill('qhjs2n4yr5m8k1c7v3x0z9w6t2b4d8f')
  await page.getByLabel('Access token').fill(secret)
  await page.getByRole('button', { name: 'Check' }).click()
  await said.getByText('says: valid').waitFor()
  expect(await said.innerText()).not.toContain(secret)

  const policy = (await fetch(page.url())).headers.get('content-security-policy')
  expect(policy).toContain("script-src 'self';")
})
