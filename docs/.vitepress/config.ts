import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { definitions } from '@connform/schemas'
import { setups } from '@connform/schemas/setups'
import { defineConfig } from 'vitepress'

const site = join(import.meta.dirname, '..', '.site')

export default defineConfig({
  title: 'connform',
  description: 'Connections to other systems: forms, checks, tests, sealed secrets, a signed client.',
  lang: 'en-GB',
  srcDir: '.site',
  cleanUrls: true,
  // Addresses of examples lead nowhere by intent; what is a page is checked.
  ignoreDeadLinks: [/^https?:\/\/(localhost|127\.0\.0\.1)/],
  markdown: {
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    config: (md) => {
      const inline = md.renderer.rules.code_inline
      // Two braces in a row are text.
      md.renderer.rules.code_inline = (...given) => (inline?.(...given) ?? '').replace('<code', '<code v-pre')
    },
  },
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    nav: [
      { text: 'Quick start', link: '/quick-start' },
      { text: 'Concepts', link: '/concepts' },
      { text: 'Reference', link: '/cli' },
      { text: 'Troubleshooting', link: '/troubleshooting' },
    ],
    sidebar: [
      {
        text: 'Begin',
        items: [
          { text: 'Quick start', link: '/quick-start' },
          { text: 'Concepts', link: '/concepts' },
          { text: 'The way of a value', link: '/way-of-a-value' },
          { text: 'Examples', link: '/examples' },
        ],
      },
      {
        text: 'Use',
        items: [
          { text: 'The console', link: '/console' },
          { text: 'Setups', link: '/setups' },
          { text: 'Tokens that are issued', link: '/grants' },
          { text: 'Requests through a connection', link: '/proxy' },
          { text: 'connform over HTTP', link: '/http-api' },
          { text: 'Write a definition', link: '/schemas' },
        ],
      },
      {
        text: 'Run',
        items: [
          { text: 'Operating', link: '/operating' },
          { text: 'Databases', link: '/databases' },
          { text: 'Security model', link: '/security-model' },
          { text: 'Report a weakness', link: '/security' },
          { text: 'Performance', link: '/performance' },
        ],
      },
      {
        text: 'When something fails',
        items: [
          { text: 'Troubleshooting, by cause', link: '/troubleshooting' },
          { text: 'Answers and causes', link: '/causes' },
        ],
      },
      { text: 'Definitions', items: definitions.map(({ id, title }) => ({ text: title, link: `/definitions/${id}` })) },
      {
        text: 'Built-in setups',
        items: [
          ...setups.map(({ id, title }) => ({ text: title, link: `/setups/${id}` })),
          { text: 'What their pages say', link: '/seeds' },
        ],
      },
      {
        text: 'Reference',
        items: [
          { text: 'Command line', link: '/cli' },
          { text: 'HTTP', link: '/http' },
          { text: 'SDK', link: '/sdk/', collapsed: true, items: sdkItems() },
        ],
      },
      {
        text: 'Contribute',
        items: [
          { text: 'Contributing', link: '/contributing' },
          { text: 'All guides', link: '/guides' },
        ],
      },
    ],
    socialLinks: [{ icon: 'github', link: 'https://github.com/connform/connform' }],
    footer: { message: 'MIT licence' },
  },
})

function sdkItems(): { text: string; link: string }[] {
  return ['functions', 'interfaces', 'classes', 'type-aliases'].flatMap((kind) =>
    readdirSync(join(site, 'sdk', kind))
      .sort()
      .map((name) => name.replace(/\.md$/, ''))
      .map((text) => ({ text, link: `/sdk/${kind}/${text}` })),
  )
}
