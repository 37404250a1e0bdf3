import type { Theme } from 'vitepress'
import DefaultTheme, { VPHomeContent, VPHomeFeatures, VPHomeHero } from 'vitepress/theme'
import StartPage from './StartPage.vue'
import './style.css'

export default {
  extends: DefaultTheme,
  enhanceApp: ({ app }) => {
    for (const [name, component] of Object.entries({ StartPage, VPHomeContent, VPHomeFeatures, VPHomeHero })) {
      app.component(name, component)
    }
  },
} satisfies Theme
