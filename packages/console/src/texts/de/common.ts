import type { Texts } from '../languages.ts'

export const common: Texts['common'] = {
  star: '*',
  required: '(erforderlich)',
  close: 'Schließen',
  cancel: 'Abbrechen',
  save: 'Speichern',
  remove: 'Entfernen',
  undo: 'Rückgängig',
  retry: 'Noch einmal versuchen',
  loading: 'Wird geladen',
  messages: 'Meldungen',
  closeMessage: 'Diese Meldung schließen',
  copy: 'Kopieren',
  copiedShort: 'Kopiert',
  copyFailed: 'Kopieren fehlgeschlagen',
  copied: (what) => `Kopiert: ${what}.`,
  copyWhat: (what) => `${what} kopieren`,
  never: 'Nie',
  unknown: 'Unbekannt',
}
