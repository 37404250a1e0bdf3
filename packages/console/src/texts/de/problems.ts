import type { Texts } from '../languages.ts'

export const problems: Texts['problems'] = {
  unreachableTitle: 'Der Server antwortet nicht',
  unreachableText: 'Nichts ist verloren. Die Seite versucht es von selbst wieder, sobald der Server da ist.',
  unreachable: 'Der Server hat nicht geantwortet. Versuchen Sie es wieder, wenn er da ist.',
  offlineTitle: 'Keine Verbindung zum Netz',
  offlineText: 'Nichts ist verloren. Die Seite macht weiter, sobald das Netz wieder da ist.',
  backTitle: 'Der Server ist wieder da.',
  unreadable: 'Die Antwort kam nicht von connform. Steht etwas dazwischen, etwa ein Proxy oder eine Anmeldeseite?',
  cut: 'Die Antwort brach ab. Sehen Sie nach, ob es ausgeführt wurde, bevor Sie es wiederholen.',
  insecure:
    'Diese Seite ist nicht verschlüsselt und der Server hat keinen Schlüssel zum Versiegeln: Ein hier eingegebenes Geheimnis könnte unterwegs gelesen werden. Öffnen Sie die Konsole über https.',
  forbidden: 'Ihre Rolle erlaubt das nicht.',
  generalTitle: 'Das hat nicht geklappt',
  loadTitle: 'Das konnte nicht geladen werden',
  crashTitle: 'Diese Seite ist abgestürzt',
  crashText:
    'Das ist unser Fehler. Gespeichert ist nur, was Sie gespeichert haben. Laden Sie die Seite neu, um weiterzumachen.',
  reload: 'Neu laden',
  requestId: (id) => `Anfrage ${id}`,
}
