import type { FieldSchema, SetupDocument } from '../../src/index.ts'

const text = (title: string): FieldSchema => ({ type: 'string', title, minLength: 1, maxLength: 20 })

/** The settings of a setup that does not exist, with one of everything. */
export const shelf: Pick<SetupDocument, 'settings' | 'sections' | 'locks'> = {
  settings: {
    form: {
      title: 'Shelf',
      type: 'object',
      properties: {
        room: text('Room'),
        wall: text('Wall'),
        boards: { type: 'integer', title: 'Boards', minimum: 1, maximum: 9 },
        painted: { type: 'boolean', title: 'Painted' },
      },
      required: ['room', 'boards'],
      propertyNames: { enum: ['room', 'wall', 'boards', 'painted'] },
    },
    hints: {},
    options: {
      room: { source: 'house.rooms' },
      wall: { source: 'house.walls', among: { field: 'room', fact: 'walls' }, below: { field: 'room', fact: 'root' } },
    },
    mappings: {
      genres: {
        title: 'Genres',
        description: '',
        from: { source: 'house.rooms', title: 'Genre' },
        to: { source: 'house.walls', title: 'Board' },
      },
    },
  },
  sections: [
    { id: 'house', title: 'House', description: '', slot: 'house' },
    { id: 'place', title: 'Place', description: '', fields: ['room', 'wall'], requires: ['house'] },
    { id: 'boards', title: 'Boards', description: '', fields: ['boards', 'painted'], mappings: ['genres'] },
  ],
  locks: [
    { fields: ['room', 'wall'], reset: 'keep-store', warning: 'The books lie there.' },
    { fields: ['house.street', 'boards'], reset: 'delete-store', warning: 'The shelf does not fit.' },
  ],
}

/** Names of every setting and mapping. */
export const shelfNames = ['room', 'wall', 'boards', 'painted', 'genres']
