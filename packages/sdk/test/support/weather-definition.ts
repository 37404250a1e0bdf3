import type { Definition } from 'connform'

/** A definition of somebody's own: data alone, no auth type, one optional secret. */
export const weather: Definition = {
  id: 'weather',
  version: '1.0.0',
  title: 'Weather',
  description: 'Reads the measurements of one weather station.',
  documentation: 'https://weather.example/docs',
  form: {
    title: 'Weather connection',
    type: 'object',
    properties: {
      name: { type: 'string', title: 'Name', minLength: 1, maxLength: 100 },
      station: { type: 'string', title: 'Station', maxLength: 20, pattern: '^[a-z]{3,20}$' },
      apiKey: {
        type: 'string',
        title: 'API key',
        minLength: 1,
        maxLength: 200,
        format: 'password',
        writeOnly: true,
      },
    },
    required: ['name', 'station', 'apiKey'],
    propertyNames: { enum: ['name', 'station', 'apiKey'] },
  },
  hints: {},
  guides: {},
  identity: ['station'],
  reentry: 'keep',
  request: {
    baseUrl: 'https://api.weather.example/stations/{station}',
    allowedHosts: ['api.weather.example'],
    headers: {},
  },
  auth: { none: { kind: 'header', header: 'X-Key', value: '{apiKey}' } },
  test: {
    steps: [
      {
        id: 'station',
        title: 'Reading the station',
        method: 'GET',
        path: '/about',
        expect: { has: ['id'], same: { id: '{station}' } },
        account: { place: 'place' },
      },
    ],
    answers: [
      {
        id: 'refused',
        when: { status: 401 },
        cause: 'bad_credentials',
        message: 'The weather service does not know this key.',
        hints: ['Copy the key again.'],
      },
      {
        id: 'anything-else',
        when: {},
        cause: 'unexpected_answer',
        message: 'The weather service answered in an unknown way.',
        hints: [],
      },
    ],
  },
  notices: [],
}
