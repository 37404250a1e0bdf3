import type { Texts } from '../languages.ts'

export const session: Texts['session'] = {
  title: 'Anmelden',
  redeeming: 'Anmeldung läuft…',
  noTokenTitle: 'Öffnen Sie den Anmeldelink',
  noTokenText:
    'Die Konsole öffnet sich mit einem Link, der einmal gilt. Wer connform gestartet hat, sieht ihn im Terminal.',
  usedTitle: 'Dieser Link gilt nicht mehr',
  usedText: 'Ein Anmeldelink gilt einmal und 15 Minuten lang. Lassen Sie sich einen neuen geben.',
  how: 'Führen Sie dort, wo der Server läuft, `connform login-link` aus, oder bitten Sie die zuständige Person um einen neuen Link.',
  endedTitle: 'Ihre Sitzung ist beendet',
  endedText:
    'Melden Sie sich in einem anderen Tab mit einem neuen Link an. Kommen Sie dann hierher zurück: Alles steht noch da.',
  checkAgain: 'Ich habe mich angemeldet',
  stillEnded: 'Noch nicht angemeldet.',
  signOut: 'Abmelden',
  role: { viewer: 'Lesen', editor: 'Bearbeiten', admin: 'Verwalten' },
}
