// The sandbox in a process of its own. Says where it is, and how to come in, as the first message.
import { startSandbox } from '@connform/sandbox'
import { asChild } from './as-child.ts'

const sandbox = await startSandbox()
const token = sandbox.stores.find(({ hash }) => hash === 'ci4bzn8adz')?.tokens[0]
const { accessToken, clientId } = token ?? {}
const form = { name: 'Production', authType: 'token', storeHash: 'ci4bzn8adz', accessToken, clientId }
asChild(JSON.stringify({ hosts: sandbox.hosts, form }), () => sandbox.close())
