/** One 16-unit path per icon, drawn in the colour of the text beside it. */
const paths = {
  pencil: 'M11.5 2.2l2.3 2.3-8 8-3 .7.7-3zM9.8 3.9l2.3 2.3',
  trash: 'M2.5 4.5h11M6 4.5v-2h4v2M4 4.5l.6 9h6.8l.6-9M6.7 7v4.5M9.3 7v4.5',
  plus: 'M8 3v10M3 8h10',
  close: 'M3.5 3.5l9 9M12.5 3.5l-9 9',
  check: 'M3 8.5l3.3 3.3L13 4.8',
  cross: 'M4 4l8 8M12 4l-8 8',
  dot: 'M8 7.5v1',
  warning: 'M8 2.2L14.3 13.5H1.7zM8 6.5v3.2M8 11.4v.6',
  search: 'M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9M10.5 10.5l3.2 3.2',
  chevron: 'M4 6l4 4 4-4',
  up: 'M8 13V3.5M4 7.2l4-4 4 4',
  down: 'M8 3v9.5M4 8.8l4 4 4-4',
  sort: 'M5 6.2l3-3 3 3M5 9.8l3 3 3-3',
  more: 'M3.5 7.5v1M8 7.5v1M12.5 7.5v1',
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  theme: 'M8 2a6 6 0 1 0 0 12zM8 2a6 6 0 0 1 0 12',
  help: 'M5.8 6a2.2 2.2 0 1 1 3.2 2c-.7.4-1 .8-1 1.6M8 11.8v.6',
  eye: 'M1.5 8C4 3.5 12 3.5 14.5 8 12 12.5 4 12.5 1.5 8M8 6.2a1.8 1.8 0 1 1 0 3.6 1.8 1.8 0 0 1 0-3.6',
  refresh: 'M13 4.5V8h-3.5M12.7 8A5 5 0 1 0 11.5 11.5',
  lock: 'M4 7.5h8v6H4zM5.5 7.5V5.2a2.5 2.5 0 0 1 5 0v2.3M8 10v1.2',
  layers: 'M8 2l6 3-6 3-6-3zM2 8l6 3 6-3M2 11l6 3 6-3',
  play: 'M5 3.5l7.5 4.5L5 12.5z',
  menu: 'M2.5 4.5h11M2.5 8h11M2.5 11.5h11',
  external: 'M6.5 3.5h-4v10h10v-4M9 2.5h4.5V7M13.5 2.5L7.5 8.5',
  list: 'M5.5 4.5h8M5.5 8h8M5.5 11.5h8M2.5 4.5h.5M2.5 8h.5M2.5 11.5h.5',
  key: 'M5 7.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5M6.8 8.2l6-6M10.5 4.5l2 2',
  clock: 'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2M8 4.8V8l2.4 1.6',
  settings:
    'M2.5 5h6M12 5h1.5M2.5 11H4M7.5 11h6M10.2 3.2a1.8 1.8 0 1 1 0 3.6 1.8 1.8 0 0 1 0-3.6M5.8 9.2a1.8 1.8 0 1 1 0 3.6 1.8 1.8 0 0 1 0-3.6',
} as const

export type IconName = keyof typeof paths

/** Decoration only: what it means stands in words beside it or in the name of the control around it. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  )
}
