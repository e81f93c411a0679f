/** The colours of one picture, as `#rrggbb`. */
export type Palette = {
  readonly wall: string
  /** The soft shape behind the product. */
  readonly arch: string
  readonly table: string
  readonly main: string
  readonly second: string
  readonly accent: string
  readonly dark: string
  readonly light: string
}

/** The colour worlds a picture can be drawn in. */
export const palettes = {
  clay: {
    wall: '#f4e9de',
    arch: '#ead2bd',
    table: '#d9b596',
    main: '#c4704f',
    second: '#e6b08a',
    accent: '#3f6f6a',
    dark: '#5a3528',
    light: '#fbf4ec',
  },
  sage: {
    wall: '#eceee4',
    arch: '#d3dbc6',
    table: '#b9c3a6',
    main: '#7d9275',
    second: '#b7c4a4',
    accent: '#d98e5f',
    dark: '#3b4a3c',
    light: '#fafaf3',
  },
  dusk: {
    wall: '#e9e8ef',
    arch: '#d2d0e0',
    table: '#b4b3cc',
    main: '#5f6a96',
    second: '#a2aacb',
    accent: '#e2a36f',
    dark: '#2f3556',
    light: '#f9f8fc',
  },
  oat: {
    wall: '#f5f0e4',
    arch: '#e8dcc2',
    table: '#d3bf99',
    main: '#e9dfc9',
    second: '#c9a76b',
    accent: '#8a5a3c',
    dark: '#5b4630',
    light: '#fffbf2',
  },
  rose: {
    wall: '#f7e9e6',
    arch: '#efd0ca',
    table: '#dcb0a8',
    main: '#c9838a',
    second: '#eebfb7',
    accent: '#6f8a78',
    dark: '#6a3a44',
    light: '#fdf6f3',
  },
  sea: {
    wall: '#e4eef0',
    arch: '#c6dde1',
    table: '#a5c5ca',
    main: '#3f8290',
    second: '#8fbcc2',
    accent: '#eab765',
    dark: '#21474f',
    light: '#f6fbfb',
  },
} as const satisfies Readonly<Record<string, Palette>>

export type PaletteName = keyof typeof palettes
