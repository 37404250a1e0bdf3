import { expect, test } from 'vitest'
import { GOOD, OTHER } from './support/accounts.ts'
import { connectStore } from './support/connections.ts'
import { field, fill, row, save, says } from './support/form.ts'
import { inChromium } from './support/in-chromium.ts'
import { openConsole } from './support/open-console.ts'

inChromium('editing', (browser) => {
  test('keeps a secret that is left blank, and shows of it only that it is set', async () => {
    const opened = await openConsole(browser())
    const { id } = await connectStore(opened)
    const page = await opened.open()
    await page.getByRole('link', { name: 'Edit Main store' }).click()
    const token = field(page, 'Access token')
    expect(await token.inputValue()).toBe('')
    expect(await token.getAttribute('placeholder')).toMatch(/^Saved \d.*, type to replace$/)
    await field(page, 'Name').fill('Renamed store')
    await save(page)
    await says(page, 'Renamed store is saved.')
    await row(page, 'Renamed store').waitFor()
    expect(await opened.connform.connections.test(id)).toMatchObject({ cause: 'ok' })
  })

  test('replaces a secret by what is typed, which can be looked at only while it is typed', async () => {
    const opened = await openConsole(browser())
    const { id } = await connectStore(opened)
    const { accessToken, clientId } = opened.account.store(GOOD, 'every read-only')
    const page = await opened.open(`/connections/${id}`)
    const show = page.getByRole('button', { name: 'Show Access token' })
    await show.waitFor()
    expect(await show.isDisabled()).toBe(true)
    await fill(page, { 'Access token': accessToken, 'Client ID': clientId })
    expect(await field(page, 'Access token').getAttribute('type')).toBe('password')
    await show.click()
    expect(await field(page, 'Access token').getAttribute('type')).toBe('text')
    await opened.expectNothingKept(page)
    opened.sandbox.revoke(opened.account.store().accessToken)
    await save(page)
    await says(page, 'Main store is saved and works.')
  })

  test('says at once that a token must be typed again for another store, and saves it once it is', async () => {
    const opened = await openConsole(browser())
    const { id } = await connectStore(opened)
    const { accessToken, clientId } = opened.account.store(OTHER)
    const page = await opened.open(`/connections/${id}`)
    const hash = field(page, 'Store hash')
    await hash.fill(OTHER)
    await hash.press('Tab')
    expect(await field(page, 'Access token').getAttribute('placeholder')).toBe('Type it again to save changes')
    await save(page)
    await page.getByRole('group', { name: '1 thing to mend before this can be saved' }).waitFor()
    await fill(page, { 'Access token': accessToken, 'Client ID': clientId })
    await save(page)
    await says(page, 'Main store is saved and works.')
    expect(await opened.connform.connections.get(id)).toMatchObject({ values: { storeHash: OTHER }, status: 'active' })
  })

  test('asks before what was typed is lost, and not after it was saved', async () => {
    const opened = await openConsole(browser())
    const { id } = await connectStore(opened)
    const page = await opened.open(`/connections/${id}`)
    await field(page, 'Name').fill('Half a na')
    await page.keyboard.press('Escape')
    const question = page.getByRole('dialog', { name: 'Leave without saving?' })
    await question.getByRole('button', { name: 'Stay here' }).click()
    expect(await field(page, 'Name').inputValue()).toBe('Half a na')
    await field(page, 'Name').fill('A whole name')
    await save(page)
    await says(page, 'A whole name is saved.')
    await row(page, 'A whole name').waitFor()
  })

  test('shows who did what to a connection', async () => {
    const opened = await openConsole(browser())
    const { id } = await connectStore(opened)
    const page = await opened.open(`/connections/${id}/activity`)
    await page.getByText('Connection created').waitFor()
  })
})

inChromium('two people who change one connection', (browser) => {
  /** A form that was opened before somebody else saved another name. */
  async function withConflict() {
    const opened = await openConsole(browser())
    const { id } = await connectStore(opened)
    const page = await opened.open(`/connections/${id}`)
    await field(page, 'Name').fill('My name')
    await opened.connform.connections.update(id, { name: 'Their name' })
    await save(page)
    const dialog = page.getByRole('dialog', { name: 'Somebody else changed this connection meanwhile' })
    await dialog.waitFor()
    return { opened, page, dialog, id }
  }

  test('see both versions, and the one who came later can put theirs over it', async () => {
    const { opened, page, dialog, id } = await withConflict()
    expect(await dialog.getByRole('row').filter({ hasText: 'Name' }).textContent()).toBe('NameMy nameTheir name')
    await dialog.getByRole('button', { name: 'Put mine over it' }).click()
    await says(page, 'My name is saved.')
    expect(await opened.connform.connections.get(id)).toMatchObject({ name: 'My name' })
  })

  test('or take what the other one saved', async () => {
    const { opened, page, dialog, id } = await withConflict()
    await dialog.getByRole('button', { name: 'Take theirs' }).click()
    expect(await field(page, 'Name').inputValue()).toBe('Their name')
    expect(await opened.connform.connections.get(id)).toMatchObject({ name: 'Their name' })
  })
})
