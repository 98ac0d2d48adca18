/** The colours of one theme. Every pair that carries meaning is held to WCAG AA by `tokens.test.ts`. */
export interface Palette {
  /** Ground of the page, ground of cards and controls, ground of what the pointer is over. */
  readonly paper: string;
  readonly card: string;
  readonly hover: string;
  /** Lines between things, and the edge of a control (3 : 1 on paper and card). */
  readonly line: string;
  readonly edge: string;
  readonly ink: string;
  readonly second: string;
  readonly faint: string;
  /** Action, selection, links. `on…` is the text on the full colour, `…Soft` a ground that carries ink and the colour. */
  readonly accent: string;
  readonly accentStrong: string;
  readonly onAccent: string;
  readonly accentSoft: string;
  /** Urgent, reject, overdue, unread count; nothing else. */
  readonly seal: string;
  readonly onSeal: string;
  readonly sealSoft: string;
  readonly pass: string;
  readonly onPass: string;
  readonly passSoft: string;
  readonly warn: string;
  readonly onWarn: string;
  readonly warnSoft: string;
  /** The shadow of what floats. What lies has none. */
  readonly shadow: string;
}

export const light: Palette = {
  paper: '#FAFAF7',
  card: '#FFFFFF',
  hover: '#F3F2ED',
  line: '#E6E4DD',
  edge: '#8D9193',
  ink: '#1D2327',
  second: '#5B6268',
  faint: '#6B7177',
  accent: '#2B4C7E',
  accentStrong: '#1F3A63',
  onAccent: '#FFFFFF',
  accentSoft: '#E9EEF5',
  seal: '#B8312F',
  onSeal: '#FFFFFF',
  sealSoft: '#F9EBE9',
  pass: '#2E7D5B',
  onPass: '#FFFFFF',
  passSoft: '#EEF7F2',
  warn: '#9A5F0E',
  onWarn: '#FFFFFF',
  warnSoft: '#FBF4E8',
  shadow: '0 6px 24px rgba(29, 35, 39, 0.12)',
};

export const dark: Palette = {
  paper: '#16181A',
  card: '#1E2124',
  hover: '#25292D',
  line: '#2C3034',
  edge: '#6F757B',
  ink: '#ECEAE4',
  second: '#A7ABAE',
  faint: '#868C91',
  accent: '#8FB1E3',
  accentStrong: '#AAC5EC',
  onAccent: '#16181A',
  accentSoft: '#232D3B',
  seal: '#E5736F',
  onSeal: '#16181A',
  sealSoft: '#33201F',
  pass: '#6FBF98',
  onPass: '#16181A',
  passSoft: '#1D2C26',
  warn: '#DDA95A',
  onWarn: '#16181A',
  warnSoft: '#302718',
  shadow: '0 6px 24px rgba(0, 0, 0, 0.5)',
};

const fontFamily =
  "'PingFang SC', 'HarmonyOS Sans SC', 'HarmonyOS Sans', 'Microsoft YaHei', 'Noto Sans SC', 'Noto Sans CJK SC', " +
  "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif";

/** For English the Latin fonts come first: Chinese ones set its apostrophes and quotation marks a whole square wide. */
const fontFamilyEnglish =
  "-apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Helvetica Neue', Arial, system-ui, 'PingFang SC', " +
  "'HarmonyOS Sans SC', 'Microsoft YaHei', 'Noto Sans SC', 'Noto Sans CJK SC', sans-serif";

/** Sizes in px, before the person's own type size. */
export const size = {
  radius: 6,
  body: 14,
  dense: 13,
  small: 12,
  control: { desktop: 32, phone: 44 },
} as const;

const variables = (palette: Palette) =>
  Object.entries(palette)
    .map(([name, value]) => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}:${value}`)
    .join(';');

/** The palettes as CSS variables (`--accent-soft`); paper is always light. */
export const tokenStyle = (): string =>
  `:root{color-scheme:light;${variables(light)};--font:${fontFamily}}` +
  `:root:lang(en){--font:${fontFamilyEnglish}}` +
  `:root[data-theme=dark]{color-scheme:dark;${variables(dark)}}` +
  `@media print{:root,:root[data-theme=dark]{color-scheme:light;${variables(light)}}}`;
