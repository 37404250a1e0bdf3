import { type Answer, jsonAnswer } from '../http/answer.ts'
import { readJsonObject } from '../http/body-fields.ts'
import { v3Error } from './answers.ts'
import type { AuthorisedCall } from './call.ts'
import { v3Item, v3List } from './collections.ts'
import type { Hook } from './store-records.ts'

// Webhooks belong to the API account that made them; another account of the store does not see them.
// https://developer.bigcommerce.com/docs/integrations/webhooks

const ownHooks = ({ records, token }: AuthorisedCall): readonly Hook[] =>
  records.hooks.filter((hook) => hook.client_id === token.clientId)

const findHook = (call: AuthorisedCall): Hook | undefined =>
  ownHooks(call).find((hook) => String(hook.id) === call.parameters['id'])

export const listHooks = (call: AuthorisedCall): Answer => v3List(ownHooks(call), call.request.query)

export const showHook = (call: AuthorisedCall): Answer => v3Item(findHook(call))

export const createHook = ({ request, records, token, store, now }: AuthorisedCall): Answer => {
  const body = readJsonObject(request.body)
  if (!body) return v3Error(400, 'Input is invalid')
  const { scope, destination } = body
  if (typeof scope !== 'string' || typeof destination !== 'string') {
    return v3Error(422, 'JSON data is missing or invalid', {
      ...(typeof scope !== 'string' && { scope: 'error.path.missing' }),
      ...(typeof destination !== 'string' && { destination: 'error.path.missing' }),
    })
  }
  const seconds = Math.floor(now.getTime() / 1000)
  const hook: Hook = {
    id: Math.max(18_048_286, ...records.hooks.map(({ id }) => id)) + 1,
    client_id: token.clientId,
    store_hash: store.hash,
    scope,
    destination,
    headers: null,
    is_active: body['is_active'] !== false,
    created_at: seconds,
    updated_at: seconds,
  }
  records.hooks = [...records.hooks, hook]
  return jsonAnswer(200, { data: hook, meta: {} })
}

/** Answers with what was deleted. */
export const deleteHook = (call: AuthorisedCall): Answer => {
  const hook = findHook(call)
  call.records.hooks = call.records.hooks.filter((one) => one !== hook)
  return v3Item(hook)
}
