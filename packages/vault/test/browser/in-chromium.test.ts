import { existsSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { sealingKeys } from '@connform/vault/sealing'
import { chromium } from 'playwright-core'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { browserBundle } from '../support/bundles.ts'

const executablePath = '/usr/bin/chromium'
const place = { session: 'session-1', definition: 'example', field: 'accessToken' }
const policy = "default-src 'none'; script-src 'self'; connect-src 'self'; require-trusted-types-for 'script'"
const canary = 'canary-91c2 für 🦜'

it('holds no part of Node, no eval, and stays under 16 KB for a page to load', async () => {
  const { script, inputs } = await browserBundle()
  expect(inputs.join('\n')).not.toMatch(/open-box|sealing-key|jwe/)
  expect(script).not.toMatch(/\beval\(|new Function\(|node:/)
  expect(gzipSync(script).length).toBeLessThan(16_384)
})

describe.skipIf(!existsSync(executablePath))('in Chromium (skipped where /usr/bin/chromium is not installed)', () => {
  it('seals under a policy without unsafe-eval what the server opens', async () => {
    const { script } = await browserBundle()
    const keys = sealingKeys()
    const received: string[] = []
    const page = `const say = async () => {
      const issued = await (await fetch('/sealing-key')).json()
      const envelope = vault.sealField({ ...issued, definition: 'example', field: 'accessToken' }, ${JSON.stringify(canary)})
      await fetch('/save', { method: 'POST', body: envelope })
      let evaluates = true
      try { eval('1') } catch { evaluates = false }
      document.title = evaluates ? 'eval works' : 'sealed'
    }
    say().catch((error) => { document.title = String(error) })`
    const answers: Record<string, [type: string, body: () => string]> = {
      '/': ['text/html', () => '<!doctype html><script src="/vault.js"></script><script src="/page.js"></script>'],
      '/vault.js': ['text/javascript', () => script],
      '/page.js': ['text/javascript', () => page],
      '/sealing-key': ['application/json', () => JSON.stringify(keys.issue(place.session))],
      '/save': ['text/plain', () => 'saved'],
    }
    const server = createServer(async (request, response) => {
      let body = ''
      for await (const chunk of request) body += chunk
      received.push(body)
      const [type, text] = answers[request.url ?? ''] ?? ['text/plain', () => '']
      response
        .writeHead(200, { 'content-type': `${type}; charset=utf-8`, 'content-security-policy': policy })
        .end(text())
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    })
    const browser = await chromium.launch({
      executablePath,
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    })
    onTestFinished(() => browser.close())
    const tab = await browser.newPage()
    await tab.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    // Not by a text that the page would have to evaluate: its policy forbids that.
    await vi.waitFor(async () => expect(await tab.title()).not.toBe(''), { timeout: 10_000, interval: 20 })
    expect(await tab.title()).toBe('sealed')
    expect(received.join('\n')).not.toContain(canary)
    const envelope = received.find((body) => body !== '') ?? ''
    expect((await keys.openField(envelope, place)).reveal()).toBe(canary)
  })
})
