import { describe, expect, test } from 'vitest'
import { bench } from '../support/bench.ts'
import { databases } from '../support/databases.ts'
import { customForm, savedIn, tokenForm } from '../support/forms.ts'

const REST = 'bigcommerce-rest'
const cannotOpen = { code: 'ERR_VAULT_OPEN' }

describe.each(databases)('on $name', (database) => {
  /** Two connections of ours and one of another tenant, each with what is sealed of it. */
  async function filled() {
    const at = await bench({}, database)
    const ours = await at.open()
    const theirs = ours.tenant('theirs')
    const one = savedIn(await ours.connections.create(REST, tokenForm(at.sandbox)))
    const two = savedIn(await ours.connections.create('bigcommerce-graphql', customForm(at.sandbox)))
    const three = savedIn(await theirs.connections.create(REST, tokenForm(at.sandbox)))
    const [app] = at.sandbox.apps
    const made = await ours.oauthClients.create(REST, {
      name: 'App',
      clientId: app?.clientId,
      clientSecret: app?.clientSecret,
    })
    if (!made.ok) throw new Error('The client was not saved.')
    const move = async (statement: string) => {
      await database.tamper(at.database, statement)
      at.sandbox.forgetRequests()
    }
    /** Whatever it is asked for, it sends nothing. */
    const expectClosed = async (connform: typeof ours, id: string) => {
      await expect(connform.connections.test(id)).rejects.toMatchObject(cannotOpen)
      await expect(connform.client(id).request('GET', '/v2/store')).rejects.toMatchObject(cannotOpen)
      expect(at.sandbox.requests()).toEqual([])
    }
    return {
      ...at,
      ours,
      theirs,
      one: one.id,
      two: two.id,
      three: three.id,
      client: made.client.id,
      move,
      expectClosed,
    }
  }

  const sealedOf = (id: string) => `(select sealed from connection_secrets where connection = '${id}')`

  test('secrets that are moved to another connection of the same tenant do not open there', async () => {
    const { ours, one, two, move, expectClosed } = await filled()
    await move(`update connection_secrets set sealed = ${sealedOf(two)} where connection = '${one}'`)
    await expectClosed(ours, one)
    // Its own name and values are still there to be read.
    expect(await ours.connections.get(one)).toMatchObject({ id: one })
  })

  test('secrets that are moved to another tenant do not open there, not even under the same id', async () => {
    const { theirs, one, three, move, expectClosed } = await filled()
    await move(`update connection_secrets set sealed = ${sealedOf(one)} where connection = '${three}'`)
    await expectClosed(theirs, three)
    await move(`
      insert into connections select 'theirs', '${one}', ${COLUMNS} from connections where tenant = 'default' and id = '${one}';
      insert into connection_secrets
        select 'theirs', '${one}', ${sealedOf(one)}, key_id from connection_secrets where connection = '${three}'`)
    await expectClosed(theirs, one)
  })

  test('what is sealed for one slot opens in no other', async () => {
    const { ours, open, one, two, client, move, expectClosed } = await filled()
    const grant = `(select sealed from grants where connection = '${two}')`
    const secret = `(select sealed from oauth_clients where id = '${client}')`
    await move(`update connection_secrets set sealed = ${grant} where connection = '${two}'`)
    // Its token still opens, and signs; what it would be issued anew with does not.
    expect(await ours.client(two).graphql('query { __typename }')).toMatchObject({ errors: [] })
    await move(`update grants set sealed = ${sealedOf(one)} where connection = '${two}'`)
    // What this one read a moment ago still signs, but nobody else gets to it.
    const later = await open()
    await expect(later.client(two).graphql('query { __typename }')).rejects.toMatchObject(cannotOpen)
    await move(`update connection_secrets set sealed = ${secret} where connection = '${one}'`)
    await expectClosed(ours, one)
  })

  test('a sweep leaves alone what does not open, says so, and keeps its key', async () => {
    const { ours, one, two, move } = await filled()
    await move(`update connection_secrets set sealed = ${sealedOf(two)} where connection = '${one}'`)
    const [before] = (await ours.keys.status()).dataKeys
    expect(await ours.keys.rotate()).toMatchObject({ resealed: 3, remaining: 1, unopened: 1, destroyed: [] })
    expect((await ours.keys.status()).dataKeys.map(({ keyId }) => keyId)).toContain(before?.keyId)
    expect(await ours.connections.test(two)).toMatchObject({ ok: true })
  })

  test('a connection whose secrets do not open is mended by typing them again', async () => {
    const { ours, one, two, move, sandbox } = await filled()
    await move(`update connection_secrets set sealed = ${sealedOf(two)} where connection = '${one}'`)
    const { accessToken, clientId } = tokenForm(sandbox)
    savedIn(await ours.connections.update(one, { accessToken, clientId }))
    expect(await ours.connections.test(one)).toMatchObject({ ok: true })
  })
})

const COLUMNS = `definition, definition_version, name, name_folded, auth_type, status, field_values, oauth_client,
  search_terms, secret_fields, last_test, cause, tested_at, revision, created_at, updated_at, removed_at`
