import { type PimFixture, pimFixture } from './pim-fixture.ts'

/** SANDBOX FIXTURES, NOT CREDENTIALS: random texts of the form that real ones have. */
export const fixturePims: readonly PimFixture[] = Object.freeze([
  pimFixture({
    host: 'pim.example.com',
    name: 'Cedar & Canvas PIM',
    behaviour: 'An ordinary PIM: three channels, more locales and categories than one page holds.',
    clientId: '3_4vq2mzr0s8cg0okswk8wc4gs0kw84gos8gk4wcoo4kw0skc4s0',
    clientSecret: '2w9c1hkq7l6o8os0gcw4sk0oks4g8wcw0g8sokcs4kc0gw8skg',
    username: 'connform_4172',
    password: '7b0f2d9e1',
  }),
  pimFixture({
    host: 'limited.pim.example.com',
    name: 'Limited PIM',
    behaviour: 'The role of its connection may list channels and locales, not currencies and categories.',
    clientId: '5_1x8g4kwo2zms0ccswk0gk8ow4scog0wk8kcs4s8wgo0o4cgckk',
    clientSecret: '6s3e0vwl9mg4ko8ws0ck4g8cwk0sgo4kw8scg0owk4sccw8g0s',
    username: 'connform_8830',
    password: 'c41a7f63d',
    permissions: ['channels', 'locales'],
  }),
])
