import type { Texts } from '../languages.ts'

export const form: Texts['form'] = {
  createTitle: 'Verbindung anlegen',
  editTitle: 'Verbindung bearbeiten',
  reauthorizeTitle: 'Verbindung neu freigeben',
}
