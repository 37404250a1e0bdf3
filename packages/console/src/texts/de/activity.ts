import { countedIn } from '../counted.ts'
import type { Texts } from '../languages.ts'

const counted = countedIn('de')

export const activity: Texts['activity'] = {
  title: 'Verlauf',
  titleOf: (name) => `Verlauf von ${name}`,
  intro: 'Wer wann was getan hat. Einträge lassen sich weder ändern noch entfernen und enthalten kein Geheimnis.',
  caption: 'Verlauf, das Neueste zuerst',
  field: 'Feld',
  before: 'Vorher',
  after: 'Nachher',
  secretField: 'Geheim, nicht aufgezeichnet',
  bySession: (id) => `Sitzung ${id}`,
  byApiKey: (id) => `API-Schlüssel ${id}`,
  bySystem: 'Hintergrundarbeit',
  nothing: 'Nichts',
  changesOf: (count) => counted(count, { one: '# Feld', other: '# Felder' }),
  action: 'Vorgang',
  anyAction: 'Jeder Vorgang',
  actor: 'Wer',
  actorPlaceholder: 'user:42',
  from: 'Von',
  to: 'Bis',
  clear: 'Filter leeren',
  older: 'Ältere Einträge zeigen',
  noOlder: 'Mehr gibt es nicht.',
  emptyTitle: 'Noch ist nichts geschehen',
  emptyText: 'Was Menschen und Programme mit Verbindungen tun, steht hier.',
  noResultTitle: 'Kein Eintrag passt',
  noResultText: 'Filtern Sie weniger.',
  kind: {
    connection: 'Verbindung',
    oauth_client: 'OAuth-Client',
    key: 'Datenschlüssel',
    tenant: 'Mandant',
    api_key: 'API-Schlüssel',
    login_link: 'Anmeldelink',
    session: 'Sitzung',
    setup: 'Einrichtung',
  },
}
