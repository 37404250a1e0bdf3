import { expect, test } from 'vitest'
import { connectStore } from './support/connections.ts'
import { field, save, says } from './support/form.ts'
import { inChromium } from './support/in-chromium.ts'
import { type OpenedConsole, openConsole } from './support/open-console.ts'

/** Ends the session of the browser as if it had lasted its time. */
async function endSession({ context, connform }: OpenedConsole): Promise<void> {
  const cookies = await context.cookies()
  const session = cookies.find(({ name }) => name === 'connform_session')
  await connform.access.endSession(session?.value ?? '')
}

inChromium('a session', (browser) => {
  test('begins with a link that works once, and whose token stays nowhere', async () => {
    const opened = await openConsole(browser())
    const link = await opened.loginLink()
    const token = link.split('#')[1] ?? ''
    opened.keepSecret(token, /^request POST .*\/session$/)
    const page = await opened.context.newPage()
    await page.goto(link)
    await page.getByRole('heading', { name: 'Connections' }).waitFor()
    await opened.expectNothingKept(page)
    const second = await opened.context.newPage()
    await second.goto(link)
    await second.getByRole('heading', { name: 'This link can no longer be used' }).waitFor()
  })

  test('has a cookie that no script can read, and that no other site can send', async () => {
    const opened = await openConsole(browser())
    const page = await opened.open()
    expect(await page.evaluate(() => document.cookie)).toBe('')
    expect(await opened.context.cookies()).toMatchObject([
      { name: 'connform_session', httpOnly: true, sameSite: 'Strict', path: '/' },
    ])
  })

  test('is asked for where there is none, at the address that was meant', async () => {
    const opened = await openConsole(browser())
    const page = await opened.context.newPage()
    await page.goto(`${opened.url}/settings/appearance`)
    await page.getByRole('heading', { name: 'Open the sign-in link' }).waitFor()
    await opened.open()
    await page.getByRole('heading', { name: 'Settings' }).waitFor()
  })

  test('may end while a form is open: after signing in elsewhere, what was typed is still there and can be saved', async () => {
    const opened = await openConsole(browser())
    const { id } = await connectStore(opened)
    const page = await opened.open(`/connections/${id}`)
    await field(page, 'Name').fill('Renamed store')
    await endSession(opened)
    await save(page)
    const ended = page.getByRole('dialog', { name: 'Your session has ended' })
    await ended.waitFor()
    await (await opened.open()).close()
    await ended.waitFor({ state: 'detached' })
    expect(await field(page, 'Name').inputValue()).toBe('Renamed store')
    await save(page)
    await says(page, 'Renamed store is saved.')
  })

  test('ends where somebody signs out, and the server knows it no more', async () => {
    const opened = await openConsole(browser())
    const page = await opened.open('/settings/session')
    const [cookie] = await opened.context.cookies()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('heading', { name: /signed out|sign-in link/ }).waitFor()
    expect(await opened.connform.access.authenticate(cookie?.value ?? '')).toBeUndefined()
  })
})
