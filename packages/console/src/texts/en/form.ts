import { countedIn } from '../counted.ts'

const counted = countedIn('en-GB')

export const form = {
  createTitle: 'Create connection',
  createTitleOf: (provider: string) => `Create connection · ${provider}`,
  editTitle: 'Edit connection',
  editTitleOf: (name: string) => `Edit ${name}`,
  reauthorizeTitle: 'Reauthorise connection',
  reauthorizeTitleOf: (name: string) => `Reauthorise ${name}`,
  chooseProvider: 'Which system do you want to connect?',
  documentation: 'Documentation of the provider',
  // --- the one box on top ---
  pasteLabel: 'Paste what you have',
  pasteHelp:
    'An API path, an address of your store, or the whole downloaded credentials file. You can also drop the file here. It is read on this page and not sent.',
  pasteFile: 'Choose a file',
  pasteFilled: (fields: string) => `Filled: ${fields}.`,
  pasteUnknown:
    'Nothing in this text belongs into the form. Paste the API path, the address of the control panel, or the whole credentials file.',
  pasteTooLong: 'This is too long to be a credentials file.',
  pasteUnreadable: 'This file cannot be read.',
  pasteReading: 'Reading…',
  pasteNotLoaded: 'What reads this text could not be loaded. Fill in the fields below, or load the page again.',
  // --- fields ---
  undoOf: (field: string) => `Undo the change of ${field}`,
  guideOf: (field: string) => `How to find ${field}`,
  choose: 'Choose…',
  changed: {
    trimmed: (field: string) => `What was pasted around ${field} by accident was removed.`,
    derived: (field: string) => `${field} was taken out of the pasted text.`,
    lowercased: (field: string) => `${field} was put in lower case.`,
    defaulted: (field: string) => `${field} was set to its usual value.`,
    pruned: (field: string) => `${field} was left out.`,
  },
  // --- secrets ---
  savedOn: (day: string) => `Saved ${day}, type to replace`,
  typeAgain: 'Type it again to save changes',
  show: (field: string) => `Show ${field}`,
  hide: (field: string) => `Hide ${field}`,
  clearSecret: (field: string) => `Remove the saved ${field}`,
  willBeCleared: 'The saved one is removed when you save.',
  keepSecret: 'Keep it',
  // --- lists of options ---
  searchOptions: (field: string) => `Search ${field}`,
  selected: (count: number, total: number) => `${count} of ${total} chosen`,
  profile: 'For',
  profileNone: 'Choose by purpose…',
  clearOptions: 'Choose none',
  noOption: 'Nothing matches the search.',
  listKeys: 'Move with the arrow keys, choose with the space bar.',
  otherGroup: 'Other',
  // --- OAuth clients ---
  addClient: 'Add an OAuth client',
  editClient: (name: string) => `Edit ${name}`,
  noClient: 'None yet: add one with +',
  // --- guides ---
  guides: 'Guide',
  noGuide: 'The guide for a field stands here while you are in it.',
  backToField: (field: string) => `Back to ${field}`,
  // --- saving ---
  saveAndTest: 'Save and test',
  saveAnyway: 'Save anyway and mark it',
  saveAnywayHelp: 'It is kept and marked as failing until a test passes.',
  testFor: 'Also test the scopes for',
  testForNothing: 'Nothing in particular',
  cancelRun: 'Stop',
  saved: (name: string) => `${name} is saved.`,
  savedAndWorks: (name: string) => `${name} is saved and works.`,
  savedMarked: (name: string) => `${name} is saved and marked as failing.`,
  unchanged: 'Nothing was changed.',
  reauthorized: (name: string) => `${name} is reauthorised and works.`,
  notRevoked: 'The old token could not be taken back: revoke it at the provider.',
  summaryTitle: (count: number) =>
    counted(count, {
      one: '# thing to mend before this can be saved',
      other: '# things to mend before this can be saved',
    }),
  nothingSaved: 'Nothing was saved. What you typed is still here.',
  // --- the run ---
  runTitle: 'Test',
  stepOf: (title: string, state: string) => `${title}: ${state}`,
  stepState: { begun: 'under way', done: 'done', failed: 'failed', skipped: 'went on without it' },
  running: 'Under way…',
  passed: 'The test passed.',
  failed: (cause: string) => `The test failed: ${cause}`,
  cancelled: 'Stopped. Nothing was saved.',
  whatToDo: 'What to do',
  goTo: (field: string) => `Go to ${field}`,
  httpStatus: (status: number) => `Status ${status}`,
  took: (milliseconds: number) =>
    milliseconds < 1000 ? `${milliseconds} ms` : `${(milliseconds / 1000).toFixed(1)} s`,
  scopesMissing: 'Missing scopes',
  scopesUnknown: (scopes: string) => `No test can tell whether it has these scopes: ${scopes}.`,
  // --- conflict ---
  conflictTitle: 'Somebody else changed this connection meanwhile',
  conflictText: 'Nothing of yours is saved yet. Compare both versions, then choose.',
  conflictField: 'Field',
  conflictMine: 'Yours',
  conflictTheirs: 'Theirs',
  conflictSecret: { same: 'As it was', typed: 'Replaced', removed: 'Removed' },
  conflictNothing: 'Empty',
  conflictSame: 'Both versions are the same.',
  takeTheirs: 'Take theirs',
  putMine: 'Put mine over it',
  // --- authorisation by a person ---
  authorizeTitle: 'One step is left: authorise it',
  authorizeText: (provider: string) =>
    `${provider} asks you to allow the connection, in a window of its own. This page notices when you are done.`,
  authorize: 'Authorise',
  authorizeAgain: 'Authorise again',
  authorizeWaiting: 'Waiting for you to answer in the other window…',
  authorizeBlocked: 'The browser did not let the window open.',
  authorizeLink: 'Open the authorisation',
  authorizeApproved: 'Authorised. The connection works.',
  authorizeDenied: 'It was not authorised.',
  authorizeClosed: 'The window was closed before the authorisation was finished. Nothing has changed.',
  authorizeTimedOut: 'The authorisation took too long and has ended. Begin again.',
  authorizeSaveFirst: 'Save your changes before you authorise.',
  // --- notices ---
  endsOn: (day: string) => `Works until ${day}.`,
  reauthorizeTo: (authType: string) => `Reauthorise with ${authType}`,
  reauthorizeStep: (authType: string) =>
    `Fill in what ${authType} needs. The connection keeps its name and everything that uses it, and is tested before anything is saved.`,
  noReauthorize: 'There is nothing to reauthorise on this connection.',
  source: 'Source',
  // --- issues, in words of this language ---
  issue: {} as Readonly<Record<string, (field: string) => string>>,
}
