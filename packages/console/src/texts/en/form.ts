export const form = {
  createTitle: 'Create connection',
  editTitle: 'Edit connection',
  reauthorizeTitle: 'Reauthorise connection',
}
