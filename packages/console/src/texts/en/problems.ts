export const problems = {
  unreachableTitle: 'The server does not answer',
  unreachableText: 'Nothing is lost. The page tries again by itself as soon as the server is back.',
  unreachable: 'The server did not answer. Try again when it is back.',
  offlineTitle: 'You are offline',
  offlineText: 'Nothing is lost. The page goes on as soon as the network is back.',
  backTitle: 'The server is back.',
  unreadable: 'The answer did not come from connform. Is something in between, such as a proxy or a sign-in page?',
  cut: 'The answer was cut off. Look whether it was done before you repeat it.',
  insecure:
    'This page is not encrypted and the server has no sealing key, so a secret typed here could be read on its way. Open the console over https.',
  forbidden: 'Your role does not allow this.',
  generalTitle: 'That did not work',
  loadTitle: 'This could not be loaded',
  crashTitle: 'This page has broken',
  crashText: 'That is our mistake. Nothing was saved that you did not save. Load the page anew to go on.',
  reload: 'Load anew',
  requestId: (id: string) => `Request ${id}`,
}
