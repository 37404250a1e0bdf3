import type { Texts } from '../languages.ts'

export const oauthClients: Texts['oauthClients'] = {
  title: 'OAuth-Clients',
  intro: 'Eine Client-ID und ein Client-Geheimnis, einmal gespeichert und in vielen Verbindungen gewählt.',
  add: 'Einen OAuth-Client hinzufügen',
  addShort: 'OAuth-Client',
  edit: (name) => `${name} bearbeiten`,
  remove: (name) => `${name} entfernen`,
  caption: 'OAuth-Clients nach Namen',
  name: 'Name',
  nameHelp: 'Wie dieser Client in Listen heißt.',
  provider: 'Anbieter',
  clientId: 'Client-ID',
  clientSecret: 'Client-Geheimnis',
  secretSaved: (day) => `Gespeichert am ${day}, zum Ersetzen eingeben`,
  secretHelp: 'Es wird verschlüsselt gespeichert und nie wieder gezeigt.',
  secretAgain: 'Bei einer anderen Client-ID muss auch das Client-Geheimnis neu eingegeben werden.',
  actions: 'Aktionen',
  changed: 'Geändert',
  save: 'Client speichern',
  added: (name) => `${name} ist hinzugefügt.`,
  saved: (name) => `${name} ist gespeichert.`,
  removed: (name) => `${name} ist entfernt.`,
  removeTitle: (name) => `${name} entfernen?`,
  removeText:
    'Das Geheimnis wird hier endgültig gelöscht. Beim Anbieter ändert sich nichts. Ein Client, den eine Verbindung verwendet, lässt sich nicht entfernen.',
  emptyTitle: 'Noch kein OAuth-Client',
  emptyText:
    'Fügen Sie einen hinzu, wo ein Anbieter nach Client-ID und Client-Geheimnis fragt. Das geht auch beim Anlegen einer Verbindung.',
  fillIn: 'Das wird gebraucht.',
  conflict:
    'Jemand anderes hat diesen Client inzwischen geändert. Schließen Sie ihn und öffnen Sie ihn neu, um den Stand zu sehen.',
}
