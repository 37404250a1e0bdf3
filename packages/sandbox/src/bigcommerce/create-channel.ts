import { type Answer, jsonAnswer } from '../http/answer.ts'
import { readJsonObject } from '../http/body-fields.ts'
import { v3Error } from './answers.ts'
import type { AuthorisedCall } from './call.ts'
import { type Channel, channelOf } from './content/channels.ts'

const types: readonly string[] = ['pos', 'marketplace', 'storefront', 'marketing'] satisfies Channel['type'][]

/** `POST /v3/channels`. https://developer.bigcommerce.com/docs/rest-management/channels */
export const createChannel = ({ request, records, now }: AuthorisedCall): Answer => {
  const body = readJsonObject(request.body)
  if (!body) return v3Error(400, 'Input is invalid')
  const { name, platform, type } = body
  const errors = {
    ...(platform === undefined && { platform: 'error.path.missing' }),
    ...(typeof name !== 'string' && { name: name === undefined ? 'error.path.missing' : 'error.expected.jsstring' }),
    ...(!isType(type) && { type: type === undefined ? 'error.path.missing' : 'error.expected.validenumvalue' }),
  }
  if (typeof name !== 'string' || platform === undefined || !isType(type)) {
    return v3Error(422, 'JSON data is missing or invalid', errors)
  }
  if (records.channels.some((channel) => channel.name === name)) {
    return v3Error(409, `Channel already exists with name: ${name}`)
  }
  const id = Math.max(664_178, ...records.channels.map((channel) => channel.id)) + 1
  const channel = channelOf({ id, name, type, platform: String(platform), status: 'active' }, now)
  records.channels = [...records.channels, channel]
  return jsonAnswer(200, { data: channel, meta: {} })
}

const isType = (value: unknown): value is Channel['type'] => typeof value === 'string' && types.includes(value)
