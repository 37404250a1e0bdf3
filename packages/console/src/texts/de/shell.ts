import type { Texts } from '../languages.ts'

export const shell: Texts['shell'] = {
  product: 'connform',
  skip: 'Zum Inhalt springen',
  navigation: 'Seiten',
  connections: 'Verbindungen',
  setups: 'Einrichtungen',
  oauthClients: 'OAuth-Clients',
  activity: 'Verlauf',
  settings: 'Einstellungen',
  tenant: 'Mandant',
  switchTheme: 'Zwischen hell und dunkel wechseln',
  version: (version) => `connform ${version}`,
  notFoundTitle: 'Hier ist nichts',
  notFoundText: 'Die Adresse führt zu keiner Seite der Konsole. Vielleicht wurde etwas entfernt oder vertippt.',
  toConnections: 'Zu den Verbindungen',
  pageTitle: (page) => `${page} · connform`,
  leaveTitle: 'Ohne Speichern verlassen?',
  leaveText: 'Was Sie hier eingegeben haben, ist nicht gespeichert und geht verloren.',
  stay: 'Hier bleiben',
  leave: 'Ohne Speichern verlassen',
}
