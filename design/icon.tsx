/** Drawn on 24 px, one stroke weight like the mark. One path each; add a line to add one. */
const paths = {
  messages: 'M4 5h16v11H10l-4 4v-4H4z',
  todo: 'M4 4h16v16H4zM8 12l3 3 5-6',
  calendar: 'M4 6h16v14H4zM4 10h16M8 3v4M16 3v4',
  directory: 'M5 4h14v16H5zM12 10.5a2 2 0 1 0 0-.01M8.5 16c.6-2 1.8-3 3.5-3s2.9 1 3.5 3M3 8h2M3 12h2M3 16h2',
  workbench: 'M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM13 13h7v7h-7z',
  me: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c1-4.5 4-6 8-6s7 1.5 8 6',
  admin: 'M4 7h10M18 7h2M16 5v4M4 17h2M10 17h10M8 15v4M4 12h6M14 12h6M12 10v4',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM16 16l5 5',
  close: 'M6 6l12 12M18 6L6 18',
  back: 'M15 5l-7 7 7 7',
  next: 'M9 5l7 7-7 7',
  down: 'M5 9l7 7 7-7',
  up: 'M5 15l7-7 7 7',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  check: 'M5 13l4.5 4.500L19 7',
  alert: 'M12 4l9 16H3zM12 10v5M12 17.500v.01',
  info: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v6M12 7.500v.01',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3.5 2',
  offline: 'M3 3l18 18M5 10.500a10 10 0 0 1 4-2.300M19 10.500a10 10 0 0 0-6-2.900M8 14.500a6 6 0 0 1 5-1.500M12 19v.01',
  refresh: 'M20 12a8 8 0 1 1-2.5-5.800M20 3v4h-4',
  more: 'M5 11.3v1.4M4.3 12h1.4M12 11.3v1.4M11.3 12h1.4M19 11.3v1.4M18.3 12h1.4',
  upload: 'M12 16V4M7 9l5-5 5 5M4 20h16',
  download: 'M12 4v12M7 11l5 5 5-5M4 20h16',
  file: 'M6 3h8l4 4v14H6zM14 3v4h4',
  folder: 'M3 6h6l2 2h10v11H3z',
  clip: 'M8 12V7a4 4 0 0 1 8 0v9a3 3 0 0 1-6 0V8',
  image: 'M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9v.01',
  edit: 'M4 20l1-4L16 5l3 3L8 19zM14 7l3 3',
  trash: 'M5 7h14M9 7V4h6v3M7 7l1 13h8l1-13',
  filter: 'M4 5h16l-6 8v6l-4-2v-4z',
  notifications: 'M6 17V11a6 6 0 0 1 12 0v6zM4 17h16M10 20h4',
  urgent: 'M13 3L5 14h6l-1 7 8-11h-6z',
  pin: 'M9 4h6l-1 6 3 3H7l3-3zM12 13v7',
  star: 'M12 4l2.5 5.2 5.5.7-4 4 1 5.6-5-2.7-5 2.7 1-5.6-4-4 5.5-.700z',
  reply: 'M10 6L4 12l6 6M4 12h9c4 0 6 2 7 6',
  forward: 'M14 6l6 6-6 6M20 12h-9c-4 0-6 2-7 6',
  send: 'M4 12L20 4l-5 16-3.5-6.500zM11.5 13.500L20 4',
  undo: 'M8 5L4 9l4 4M4 9h10a5 5 0 0 1 0 10H8',
  redo: 'M16 5l4 4-4 4M20 9H10a5 5 0 0 0 0 10h6',
  branch: 'M12 3v5M12 8L6 13v8M12 8l6 5v8',
  parallel: 'M12 3v4M6 7h12M6 7v10M18 7v10M6 17h12M12 17v4',
  goto: 'M19 20v-9a4 4 0 0 0-4-4H5M9 3L5 7l4 4',
  cut: 'M7 9a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM7 20a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM9 8l11 10M9 16L20 6',
  paste: 'M9 3h6v4H9zM9 5H6v16h12V5h-3M9 12h6M9 16h4',
  fit: 'M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  key: 'M8 19a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM11 12l9-9M16 7l3 3',
  eye: 'M2.5 12c3-5 6-7 9.5-7s6.5 2 9.5 7c-3 5-6 7-9.5 7s-6.5-2-9.5-7zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z',
  hidden:
    'M3 3l18 18M6.5 6.800C5 8 3.8 9.7 2.5 12c3 5 6 7 9.5 7 1.8 0 3.4-.5 5-1.600M10 5.200c4-.7 8 .8 11.5 6.8-.7 1.2-1.4 2.2-2.2 3',
  building: 'M5 21V4h9v17M14 9h5v12M3 21h18M8 8h3M8 12h3M8 16h3',
  people:
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c.8-4 3-6 6.5-6s5.7 2 6.5 6M16 4.500a3.5 3.5 0 0 1 0 6.500M18 14.500c2 .8 3 2.5 3.5 5.5',
  place:
    'M12 21c-4-5-6.5-8-6.5-11.500a6.5 6.5 0 0 1 13 0C18.5 13 16 16 12 21zM12 12a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
  phone: 'M5 4h4l1.5 5-2.5 1.500c1 2.5 3 4.5 5.5 5.500L15 13.500l5 1.500v4c-8 1.5-16.5-7-15-15z',
  camera: 'M3 7h4l2-3h6l2 3h4v13H3zM12 17a4 4 0 1 0 0-8 4 4 0 0 0 0 8z',
  print: 'M7 9V3h10v6M7 17H3V9h18v8h-4M7 14h10v7H7z',
  link: 'M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1',
  copy: 'M8 8h12v12H8zM16 8V4H4v12h4',
  sun: 'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.5 1.500M17.5 17.500L19 19M19 5l-1.5 1.500M6.5 17.500L5 19',
  moon: 'M20 14A8.5 8.5 0 0 1 10 4a8.5 8.5 0 1 0 10 10z',
  language: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM3 12h18M12 3c-5 5-5 13 0 18M12 3c5 5 5 13 0 18',
  keyboard: 'M3 6h18v12H3zM7 10v.01M11 10v.01M15 10v.01M8 14h8',
  leave: 'M5 10h11v6a4 4 0 0 1-4 4H9a4 4 0 0 1-4-4zM16 11h2a2.5 2.5 0 0 1 0 5h-2M8 3.500v3M13 3.500v3',
  signOut: 'M14 4H5v16h9M10 12h11M17 8l4 4-4 4',
  seal: 'M9 12V9a3 3 0 1 1 6 0v3M5 12h14v4H5zM5 20h14',
  money: 'M6 4l6 8 6-8M12 12v8M7 13h10M7 16.500h10',
  receipt: 'M6 3h12v18l-3-2-3 2-3-2-3 2zM9 8h6M9 12h6',
  scales: 'M12 4v16M7 20h10M5 7h14M5 7l-2.5 6h5zM19 7l-2.5 6h5z',
  book: 'M5 4h6l1 1 1-1h6v15h-6l-1 1-1-1H5zM12 5v15',
  chart: 'M4 20h16M7 17v-6M12 17V6M17 17v-8',
  flow: 'M4 4h6v5H4zM14 15h6v5h-6zM7 9v8.500h7',
  list: 'M9 6h11M9 12h11M9 18h11M4.5 6v.01M4.5 12v.01M4.5 18v.01',
  device: 'M7 3h10v18H7zM11 18h2',
  smile: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM8.5 14.500c2 2.5 5 2.5 7 0M9 9.500v.01M15 9.500v.01',
  sound: 'M4 9h4l5-4v14l-5-4H4zM16.5 9c1.5 2 1.5 4 0 6',
  play: 'M7 4l12 8-12 8z',
  pause: 'M8 5v14M16 5v14',
  mic: 'M12 14a3 3 0 0 0 3-3V6a3 3 0 0 0-6 0v5a3 3 0 0 0 3 3zM6 11a6 6 0 0 0 12 0M12 17v4',
  drag: 'M9 6v.01M15 6v.01M9 12v.01M15 12v.01M9 18v.01M15 18v.01',
} as const;

export type IconName = keyof typeof paths;

/** An icon beside a word, or alone with a `label` for those who don't see it. `size` in px. */
export function Icon({ name, size = 20, label }: { name: IconName; size?: number; label?: string }) {
  return (
    <svg
      className="gj-icon"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={size <= 16 ? 2 : 1.6}
      strokeLinecap="round"
      strokeLinejoin="round"
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label === undefined}
    >
      <path d={paths[name]} />
    </svg>
  );
}
