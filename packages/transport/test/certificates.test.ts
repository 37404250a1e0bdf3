import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { selfSignedCertificate } from './support/certificate.ts'

test('a trusted certificate is accepted for its own host name and refused for another', () => {
  const folder = mkdtempSync(join(tmpdir(), 'connform-certificate-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const { cert, key } = selfSignedCertificate()
  const files = { CERTIFICATE: join(folder, 'cert.pem'), KEY: join(folder, 'key.pem') }
  writeFileSync(files.CERTIFICATE, cert)
  writeFileSync(files.KEY, key)

  const script = fileURLToPath(new URL('./support/trusting-requests.ts', import.meta.url))
  const env = { ...process.env, ...files, NODE_EXTRA_CA_CERTS: files.CERTIFICATE }
  const words = ['--conditions=@connform/source', '--no-warnings', script]
  const { stdout, stderr } = spawnSync(process.execPath, words, { env, encoding: 'utf8' })
  expect({ stdout, stderr }).toEqual({ stdout: 'right.example.com ok\nwrong.example.com tls\n', stderr: '' })
})
