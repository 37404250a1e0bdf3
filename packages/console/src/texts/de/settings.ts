import { countedIn } from '../counted.ts'
import type { Texts } from '../languages.ts'

const counted = countedIn('de')

export const settings: Texts['settings'] = {
  title: 'Einstellungen',
  sections: 'Abschnitte der Einstellungen',
  apiKeysTab: 'API-Schlüssel',
  keysTab: 'Verschlüsselung',
  appearanceTab: 'Sprache und Aussehen',
  sessionTab: 'Sitzung',
  adminOnly: 'Das sieht nur, wer verwalten darf.',

  apiKeys: {
    intro:
      'Ein Programm sendet einen API-Schlüssel, um die HTTP-API zu verwenden. Es darf, was seine Rolle erlaubt, nur für diesen Mandanten.',
    add: 'API-Schlüssel anlegen',
    caption: 'API-Schlüssel',
    name: 'Name',
    nameHelp: 'Wer oder was ihn verwendet, etwa: Bestellimport.',
    role: 'Rolle',
    roleHelp: {
      viewer: 'Liest alles außer Geheimnissen, die niemand liest.',
      editor: 'Legt auch Verbindungen an, ändert, testet und löscht sie und sendet Anfragen mit ihnen.',
      admin: 'Verwaltet auch API-Schlüssel und Verschlüsselung.',
    },
    expires: 'Endet',
    expiry: { '30': 'In 30 Tagen', '90': 'In 90 Tagen', '365': 'In einem Jahr', never: 'Nie' },
    prefix: 'Beginnt mit',
    lastUsed: 'Zuletzt verwendet',
    created: 'Angelegt',
    state: 'Stand',
    actions: 'Aktionen',
    usable: 'Aktiv',
    expired: 'Abgelaufen',
    revoked: 'Widerrufen',
    revoke: 'Widerrufen',
    revokeOf: (name) => `${name} widerrufen`,
    revokeTitle: (name) => `${name} widerrufen?`,
    revokeText: 'Programme, die diesen Schlüssel verwenden, werden ab jetzt abgewiesen. Das lässt sich nicht umkehren.',
    revokedDone: (name) => `${name} ist widerrufen.`,
    createTitle: 'Einen API-Schlüssel anlegen',
    create: 'Schlüssel anlegen',
    shownTitle: 'Kopieren Sie den Schlüssel jetzt',
    shownText: 'Er wird nur dieses eine Mal gezeigt. connform behält nur einen Fingerabdruck davon.',
    keyLabel: 'API-Schlüssel',
    done: 'Ich habe ihn kopiert',
    emptyTitle: 'Noch kein API-Schlüssel',
    emptyText: 'Legen Sie einen für ein Programm an, das die HTTP-API verwendet.',
  },

  keys: {
    intro:
      'Jedes Geheimnis ist mit dem Datenschlüssel dieses Mandanten versiegelt, und der ist mit dem Hauptschlüssel verpackt.',
    wrapping: 'Hauptschlüssel',
    source: { file: 'In einer Datei', bytes: 'Dem Server übergeben', service: 'In einem Schlüsseldienst' },
    dataKeys: 'Datenschlüssel',
    caption: 'Datenschlüssel, die ältesten zuerst',
    id: 'Schlüssel',
    state: 'Stand',
    active: 'Versiegelt und öffnet',
    retired: 'Öffnet nur noch',
    created: 'Erzeugt',
    sealed: 'Geheimnisse darunter',
    rotate: 'Datenschlüssel wechseln',
    rotateTitle: 'Den Datenschlüssel wechseln?',
    rotateText:
      'Ein neuer Schlüssel wird erzeugt und jedes Geheimnis damit neu versiegelt. Nichts steht dabei still, und eine Unterbrechung lässt sich später zu Ende führen.',
    rotateStart: 'Wechseln',
    rotating: 'Geheimnisse werden neu versiegelt',
    rotated: (count) =>
      counted(count, {
        one: 'Fertig: # Geheimnis wurde neu versiegelt.',
        other: 'Fertig: # Geheimnisse wurden neu versiegelt.',
      }),
    remaining: (count) =>
      counted(count, {
        one: '# Geheimnis liegt noch unter einem älteren Schlüssel. Wechseln Sie noch einmal.',
        other: '# Geheimnisse liegen noch unter älteren Schlüsseln. Wechseln Sie noch einmal.',
      }),
    unopened: (count) =>
      counted(count, {
        one: '# Geheimnis lässt sich nicht öffnen. Geben Sie es in seiner Verbindung neu ein.',
        other: '# Geheimnisse lassen sich nicht öffnen. Geben Sie sie in ihren Verbindungen neu ein.',
      }),
  },

  appearance: {
    language: 'Sprache',
    theme: 'Aussehen',
    themes: { system: 'Wie das System', light: 'Hell', dark: 'Dunkel' },
    stored: 'Beides merkt sich dieser Browser.',
  },

  session: {
    intro: 'Sie sind in dieser Konsole angemeldet.',
    actor: 'Name im Verlauf',
    role: 'Rolle',
    tenant: 'Mandant',
    everyTenant: 'jeder Mandant',
    ends: 'Endet',
  },
}
